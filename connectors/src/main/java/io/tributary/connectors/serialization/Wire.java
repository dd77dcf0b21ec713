package io.tributary.connectors.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Arrays and texts of any length; float arrays go in one piece, float32 little-endian. */
public final class Wire {

  private static final int ABSENT = -1;

  /** A length is believed this far; of more, no more is allocated than has come already. */
  private static final int STEP = 1 << 20;

  private Wire() {}

  /** Writes the length and the elements. */
  public static void writeFloats(float[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    out.write(toBytes(values));
  }

  /** Reads what {@link #writeFloats} wrote. */
  public static float[] readFloats(DataInput in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > Integer.MAX_VALUE / Float.BYTES) {
      throw new IOException("An array cannot have " + count + " numbers");
    }
    return toFloats(read(count * Float.BYTES, in), 0, count);
  }

  /** Writes a text or its absence. */
  public static void writeText(@Nullable String text, DataOutput out) throws IOException {
    writeBytes(text == null ? null : text.getBytes(UTF_8), out);
  }

  /** Reads what {@link #writeText} wrote. */
  public static @Nullable String readNullableText(DataInput in) throws IOException {
    byte[] bytes = readNullableBytes(in);
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  /** Reads a text that is there. */
  public static String readText(DataInput in) throws IOException {
    return new String(readBytes(in), UTF_8);
  }

  /** Writes bytes or their absence. */
  public static void writeBytes(byte @Nullable [] bytes, DataOutput out) throws IOException {
    if (bytes == null) {
      out.writeInt(ABSENT);
    } else {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  /** Reads what {@link #writeBytes} wrote. */
  public static byte @Nullable [] readNullableBytes(DataInput in) throws IOException {
    int length = in.readInt();
    return length == ABSENT ? null : read(length, in);
  }

  /** Reads bytes that are there. */
  public static byte[] readBytes(DataInput in) throws IOException {
    return read(in.readInt(), in);
  }

  /** float32 little-endian. */
  public static byte[] toBytes(float[] values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  /** Floats out of float32 little-endian bytes, from a byte offset on. */
  public static float[] toFloats(byte[] bytes, int offset, int count) {
    float[] values = new float[count];
    ByteBuffer.wrap(bytes, offset, Math.multiplyExact(count, Float.BYTES))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }

  private static byte[] read(int length, DataInput in) throws IOException {
    if (length < 0) {
      throw new IOException("A value that must be there is absent");
    }
    byte[] bytes = new byte[Math.min(length, STEP)];
    in.readFully(bytes);
    while (bytes.length < length) {
      int read = bytes.length;
      bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * read));
      in.readFully(bytes, read, bytes.length - read);
    }
    return bytes;
  }
}

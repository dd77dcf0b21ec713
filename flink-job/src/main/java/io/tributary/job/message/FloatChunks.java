package io.tributary.job.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Flat floats in pieces of under 1 MB, float32 little-endian: Kafka takes no larger record by
 * default, and Flink spills records over 5 MB to disk.
 */
public final class FloatChunks {

  private static final int FLOATS_PER_CHUNK = 225_000;

  private FloatChunks() {}

  /** The pieces of an array, in order; at least one. */
  public static List<byte[]> split(float[] values) {
    List<byte[]> chunks = new ArrayList<>(count(values.length));
    for (int from = 0; from == 0 || from < values.length; from += FLOATS_PER_CHUNK) {
      int length = Math.min(FLOATS_PER_CHUNK, values.length - from);
      ByteBuffer buffer = ByteBuffer.allocate(length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      buffer.asFloatBuffer().put(values, from, length);
      chunks.add(buffer.array());
    }
    return chunks;
  }

  /** How many pieces an array of so many floats has. */
  public static int count(int floats) {
    return Math.max(1, (floats + FLOATS_PER_CHUNK - 1) / FLOATS_PER_CHUNK);
  }

  /** The array whose pieces these are. */
  public static float[] join(List<byte[]> chunks) {
    int bytes = chunks.stream().mapToInt(chunk -> chunk.length).sum();
    float[] values = new float[bytes / Float.BYTES];
    int at = 0;
    for (byte[] chunk : chunks) {
      int length = chunk.length / Float.BYTES;
      ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values, at, length);
      at += length;
    }
    return values;
  }

  /** Collects pieces that arrive one by one. */
  public static final class Assembly {
    private final byte[] @Nullable [] chunks;
    private int missing;

    /** An assembly of so many pieces. */
    public Assembly(int count) {
      chunks = new byte[count][];
      missing = count;
    }

    /** Takes a piece; one that is there already, or has no place, is ignored. */
    public void add(int index, byte[] chunk) {
      if (index < chunks.length && chunks[index] == null) {
        chunks[index] = chunk;
        missing--;
      }
    }

    /** Whether nothing is missing. */
    public boolean isComplete() {
      return missing == 0;
    }

    /** The whole, once complete. */
    public float[] join() {
      List<byte[]> all = new ArrayList<>(chunks.length);
      for (byte[] chunk : chunks) {
        if (chunk == null) {
          throw new IllegalStateException(missing + " of " + chunks.length + " chunks are missing");
        }
        all.add(chunk);
      }
      return FloatChunks.join(all);
    }
  }
}

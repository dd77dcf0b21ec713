package io.tributary.job.message;

import io.tributary.connectors.serialization.Codec;
import io.tributary.connectors.serialization.CodecSerializer;
import io.tributary.connectors.serialization.Wire;
import io.tributary.fuzz.Fuzz;
import io.tributary.fuzz.Mutator;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Reads what mutations make of values in state: a value, or an {@link IOException}. */
public final class FuzzedCodec {

  private static final long CONSTANT = 4 << 20; // a length is believed up to 1 MiB

  private FuzzedCodec() {}

  /** Of a codec that writes JSON, by texts that older versions of the program may have written. */
  public static void json(Codec<?> codec, int inputs, String... texts) {
    List<byte[]> valid = new ArrayList<>();
    for (String text : texts) {
      valid.add(Fuzz.utf8(text));
    }
    Fuzz.of(kind(codec), Fuzz.Inputs.mutating(valid, Mutator.ofText("null", "[null]", "{\"a\":1}")))
        .refusedBy(IOException.class)
        .allocating(CONSTANT, 200)
        .run(inputs, json -> reads(codec, framed(json)));
  }

  /** Of a codec that writes bytes, by values. */
  @SafeVarargs
  public static <T> void binary(Codec<T> codec, int inputs, T... values) throws IOException {
    List<byte[]> valid = new ArrayList<>();
    for (T value : values) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      codec.write(value, out);
      valid.add(out.getCopyOfBuffer());
    }
    Fuzz.of(kind(codec), Fuzz.Inputs.mutating(valid, Mutator.ofBytes()))
        .refusedBy(IOException.class)
        .allocating(CONSTANT, 200)
        .run(inputs, bytes -> reads(codec, bytes));
  }

  private static String kind(Codec<?> codec) {
    return "state: " + codec.type().getSimpleName();
  }

  private static byte[] framed(byte[] json) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(json.length + 4);
    Wire.writeBytes(json, out);
    return out.getCopyOfBuffer();
  }

  private static boolean reads(Codec<?> codec, byte[] bytes) throws IOException {
    try {
      return new CodecSerializer<>(codec).deserialize(new DataInputDeserializer(bytes)) != null;
    } catch (EOFException cutOff) {
      return false; // Flink's own, without a message
    }
  }
}

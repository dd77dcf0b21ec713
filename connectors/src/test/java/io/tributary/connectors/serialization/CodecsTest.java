package io.tributary.connectors.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.example.DeadLetter;
import io.tributary.connectors.example.DeadLetterCodec;
import io.tributary.connectors.example.Decoded.Rejected;
import io.tributary.connectors.example.ExampleCodec;
import io.tributary.connectors.example.RawRecord;
import io.tributary.connectors.example.RawRecord.Header;
import io.tributary.connectors.example.RawRecordCodec;
import io.tributary.connectors.example.Reason;
import io.tributary.connectors.record.OutRecord;
import io.tributary.connectors.record.OutRecordCodec;
import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class CodecsTest {

  private static final RawRecord RAW =
      new RawRecord(
          "ä.topic",
          3,
          Long.MAX_VALUE,
          -1,
          null,
          new byte[] {0, -1},
          List.of(new Header("h", null), new Header("h", new byte[0])));

  @Test
  void keepsExamples() throws Exception {
    Random random = new Random(1);
    for (Split split : Split.values()) {
      float[] features = new float[random.nextInt(2000)];
      for (int i = 0; i < features.length; i++) {
        features[i] = Float.intBitsToFloat(random.nextInt());
      }
      Example example =
          new Example(4, new Position(-7, "t", 1, 2), split, features, new float[] {1, 0, 1});
      assertKept(ExampleCodec.INSTANCE, example);
    }
  }

  @Test
  void keepsRawRecords() throws Exception {
    assertKept(RawRecordCodec.INSTANCE, RAW);
    assertKept(
        RawRecordCodec.INSTANCE, new RawRecord("t", 0, 0, 0, new byte[] {1}, null, List.of()));
  }

  @Test
  void keepsDeadLetters() throws Exception {
    for (Reason reason : Reason.values()) {
      assertKept(
          DeadLetterCodec.INSTANCE,
          new DeadLetter(RAW, new Rejected(reason, "why", Map.of("", 1, "task", 2))));
    }
  }

  @Test
  void keepsOutRecordsAndTheOrderOfTheirHeaders() throws Exception {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("z", "1");
    headers.put("a", "é");
    OutRecord record = new OutRecord("t", null, new byte[100_000], headers);
    assertKept(OutRecordCodec.INSTANCE, record);
    assertThat(throughBytes(OutRecordCodec.INSTANCE, record).headers().keySet())
        .containsExactly("z", "a");
  }

  private static <T> void assertKept(Codec<T> codec, T value) throws IOException {
    assertThat(throughBytes(codec, value))
        .usingRecursiveComparison()
        .withEqualsForType(Float::equals, Float.class)
        .isEqualTo(value);
    assertThat(codec.type()).isEqualTo(value.getClass());
  }

  private static <T> T throughBytes(Codec<T> codec, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    codec.write(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    T read = codec.read(in, codec.version());
    assertThat(in.available()).isZero();
    return read;
  }
}

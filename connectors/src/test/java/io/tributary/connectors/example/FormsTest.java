package io.tributary.connectors.example;

import static io.tributary.connectors.example.Tasks.accepted;
import static io.tributary.connectors.example.Tasks.avro;
import static io.tributary.connectors.example.Tasks.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.Example;
import io.tributary.model.Split;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormsTest {

  private final ExampleDecoder decoder = new ExampleDecoder(Tasks.configuration(0.3));

  @Test
  void jsonAndAvroDecodeToTheSame() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      ExampleRecord drawn = draw(random);
      List<Example> fromJson =
          accepted(decoder.decode(record(ExampleEncoder.json(drawn), List.of())));
      List<Example> fromAvro = accepted(decoder.decode(avro(ExampleEncoder.avro(drawn))));

      assertThat(fromAvro).hasSameSizeAs(fromJson).hasSize(drawn.labels().size());
      for (int k = 0; k < fromJson.size(); k++) {
        assertSame(fromAvro.get(k), fromJson.get(k));
        assertThat(fromJson.get(k).features()).containsExactly(drawn.features());
      }
    }
  }

  @Test
  void readsTheJsonThatItWrites() {
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      ExampleRecord drawn = draw(random);
      ExampleRecord read = ExampleReader.read(ExampleEncoder.json(drawn));
      assertThat(read.features()).containsExactly(drawn.features());
      assertThat(read.labels().keySet()).containsExactlyElementsOf(drawn.labels().keySet());
      drawn.labels().forEach((task, label) -> assertThat(read.labels()).containsEntry(task, label));
      assertThat(read.split()).isEqualTo(drawn.split());
      assertThat(read.id()).isEqualTo(drawn.id());
      assertThat(read.time()).isEqualTo(drawn.time());
    }
  }

  @Test
  void speaksTheAvroOfItsSchema() throws Exception {
    Schema schema;
    try (InputStream file = ExampleDecoder.class.getResourceAsStream("example.avsc")) {
      schema = new Schema.Parser().parse(file);
    }
    GenericRecord written = new GenericData.Record(schema);
    float[] features = {1.5f, -2, 0};
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(features);
    written.put("features", bytes);
    written.put("labels", Map.of("digit", 7f, "tags", List.of(0f, 1f, 0f)));
    written.put("id", "a-17");
    written.put("time", 5L);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(schema).write(written, encoder);
    encoder.flush();

    List<Example> examples = accepted(decoder.decode(avro(out.toByteArray())));
    assertThat(examples).extracting(Example::task).containsExactly(0, 2);
    assertThat(examples.get(0).features()).containsExactly(features);
    assertThat(examples.get(0).label()).containsExactly(7);
    assertThat(examples.get(1).label()).containsExactly(0, 1, 0);

    byte[] ours =
        ExampleEncoder.avro(
            new ExampleRecord(
                features,
                Map.of("spend", new float[] {2.5f}),
                Split.DEV,
                null,
                Instant.ofEpochMilli(9)));
    GenericRecord read =
        new GenericDatumReader<GenericRecord>(schema)
            .read(null, DecoderFactory.get().binaryDecoder(ours, null));
    assertThat(String.valueOf(read.get("task"))).isEqualTo("spend");
    assertThat(read.get("label")).isEqualTo(2.5f);
    assertThat(read.get("labels")).isNull();
    assertThat(String.valueOf(read.get("split"))).isEqualTo("dev");
    assertThat(read.get("time")).isEqualTo(9L);
    assertThat(read.get("features")).isEqualTo(bytes.rewind());
  }

  @Test
  void readsTimesInBothSpellings() {
    assertThat(time("1700000000123")).isEqualTo(Instant.ofEpochMilli(1700000000123L));
    assertThat(time("-5")).isEqualTo(Instant.ofEpochMilli(-5));
    assertThat(time("\"2026-01-02T03:04:05Z\"")).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(time("\"2026-01-02T03:04:05.5+02:00\""))
        .isEqualTo(Instant.parse("2026-01-02T01:04:05.500Z"));
    for (String bad :
        new String[] {"\"yesterday\"", "[]", "1.5", "\"2026-01-02\"", "\"\"", "true"}) {
      assertThatThrownBy(() -> time(bad)).as(bad).isInstanceOf(ExampleFormatException.class);
    }
  }

  private static @Nullable Instant time(String time) {
    return ExampleReader.read(
            "{\"task\":\"a\",\"label\":1,\"features\":[],\"time\":%s}"
                .formatted(time)
                .getBytes(UTF_8))
        .time();
  }

  private static ExampleRecord draw(Random random) {
    float[] features = new float[3];
    for (int i = 0; i < 3; i++) {
      features[i] =
          random.nextInt(4) == 0
              ? random.nextInt(9) - 4
              : (float) (random.nextGaussian() * Math.exp(random.nextGaussian() * 20));
    }
    Map<String, float[]> labels = new LinkedHashMap<>();
    if (random.nextBoolean()) {
      labels.put("tags", new float[] {random.nextInt(2), random.nextInt(2), random.nextInt(2)});
    }
    if (random.nextBoolean()) {
      labels.put("yes", new float[] {random.nextInt(2)});
    }
    if (random.nextBoolean()) {
      labels.put("spend", new float[] {(float) random.nextGaussian() * 100});
    }
    if (labels.isEmpty() || random.nextBoolean()) {
      labels.put("digit", new float[] {random.nextInt(10)});
    }
    Split[] splits = {Split.TRAIN, Split.DEV, Split.TEST, null};
    return new ExampleRecord(
        features,
        labels,
        splits[random.nextInt(4)],
        "é-" + random.nextInt(1000), // without an id the choice of dev examples goes by the bytes
        random.nextBoolean() ? Instant.ofEpochMilli(random.nextLong() >> 20) : null);
  }

  private static void assertSame(Example one, Example other) {
    assertThat(one.task()).isEqualTo(other.task());
    assertThat(one.position()).isEqualTo(other.position());
    assertThat(one.split()).isEqualTo(other.split());
    assertThat(one.features()).containsExactly(other.features());
    assertThat(one.label()).containsExactly(other.label());
  }
}

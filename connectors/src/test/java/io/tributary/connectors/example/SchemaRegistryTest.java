package io.tributary.connectors.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.connectors.example.Decoded.Rejected;
import io.tributary.connectors.serialization.Wire;
import io.tributary.embedded.junit.StandInRegistry;
import io.tributary.model.Example;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** Framed records with schemas of a stand-in registry. */
class SchemaRegistryTest {

  private static final String ARRAY =
      """
      {"type":"record","name":"R","fields":[
        {"name":"ignored","type":"long"},
        {"name":"label","type":["null","int","string"]},
        {"name":"features","type":{"type":"array","items":"float"}},
        {"name":"task","type":"string"},
        {"name":"split","type":["null",{"type":"enum","name":"S","symbols":["train","test"]}]}]}
      """;
  private static final String BYTES =
      """
      {"type":"record","name":"R","fields":[
        {"name":"features","type":"bytes"},
        {"name":"labels","type":{"type":"map","values":"double"}}]}
      """;
  private static final String FIELDS =
      """
      {"type":"record","name":"R","fields":[
        {"name":"features","type":{"type":"record","name":"F","fields":[
          {"name":"age","type":["null","int"]},{"name":"city","type":"string"}]}},
        {"name":"task","type":"string"},{"name":"label","type":"boolean"}]}
      """;

  @Test
  void recordsOfAnySchemaMeanWhatTheSameJsonDoes() throws IOException {
    try (StandInRegistry registry = new StandInRegistry(Map.of(7, ARRAY, 8, BYTES))) {
      ExampleDecoder decoder = new ExampleDecoder(configuration(registry.url(), ""));
      Schema array = new Schema.Parser().parse(ARRAY);
      GenericRecord one = new GenericData.Record(array);
      one.put("ignored", 9L);
      one.put("label", 2);
      one.put("features", List.of(0.5f, -1f));
      one.put("task", "main");
      one.put(
          "split",
          new GenericData.EnumSymbol(array.getField("split").schema().getTypes().get(1), "test"));
      GenericRecord two = new GenericData.Record(new Schema.Parser().parse(BYTES));
      two.put("features", ByteBuffer.wrap(Wire.toBytes(new float[] {3, 4})));
      two.put("labels", Map.of("side", 2.5));

      Example first = Tasks.accepted(decoder.decode(framed(7, one))).get(0);
      Example second = Tasks.accepted(decoder.decode(framed(8, two))).get(0);
      decoder.decode(framed(7, one));

      assertThat(first.features()).containsExactly(0.5f, -1f);
      assertThat(first.label()).containsExactly(2);
      assertThat(first.split()).isEqualTo(Split.TEST);
      assertThat(second.task()).isEqualTo(1);
      assertThat(second.features()).containsExactly(3, 4);
      assertThat(second.label()).containsExactly(2.5f);
      assertThat(registry.asked()).containsExactly("/schemas/ids/7", "/schemas/ids/8");
      one.put("label", null);
      assertThat(Tasks.rejected(decoder.decode(framed(7, one))).reason())
          .isEqualTo(Reason.NO_LABEL);
    }
  }

  @Test
  void recordsOfFieldsAreRead() throws IOException {
    try (StandInRegistry registry = new StandInRegistry(Map.of(1, FIELDS))) {
      Schema schema = new Schema.Parser().parse(FIELDS);
      GenericRecord features = new GenericData.Record(schema.getField("features").schema());
      features.put("age", 37);
      features.put("city", "Jena");
      GenericRecord record = new GenericData.Record(schema);
      record.put("features", features);
      record.put("task", "main");
      record.put("label", true);
      Configuration fields =
          ConfigurationFile.parse(
              """
              model:
                name: test
                fields: {age: numeric, city: {type: categorical, buckets: 8}}
                trunk: [{dense: {units: 2}}]
              tasks: {main: {type: binary, target: true}}
              kafka: {schemaRegistry: {url: "%s"}}
              """
                  .formatted(registry.url()),
              "test.yaml",
              Path.of("."),
              Map.of());
      ExampleDecoder decoder = new ExampleDecoder(fields);
      String json = "{\"features\":{\"age\":37,\"city\":\"Jena\"},\"task\":\"main\",\"label\":1}";

      Example example = Tasks.accepted(decoder.decode(framed(1, record))).get(0);

      assertThat(example.features())
          .isEqualTo(Tasks.accepted(decoder.decode(Tasks.json(json))).get(0).features());
      assertThat(example.label()).containsExactly(1);
    }
  }

  @Test
  void schemasThatReferToOthersAreRead() throws IOException, Rejection {
    String place =
        "{\"type\":\"record\",\"name\":\"a.Place\",\"fields\":[{\"name\":\"city\",\"type\":\"a.City\"}]}";
    String city = "{\"type\":\"enum\",\"name\":\"a.City\",\"symbols\":[\"JENA\",\"ULM\"]}";
    String person =
        """
        {"type":"record","name":"Person","fields":[
          {"name":"home","type":"a.Place"},{"name":"born","type":"a.City"}]}
        """;
    Map<String, ?> toCity = Map.of("name", "a.City", "subject", "a city/x", "version", 2);
    Map<String, ?> toPlace = Map.of("name", "a.Place", "subject", "place", "version", 1);
    try (StandInRegistry registry = new StandInRegistry(Map.of())) {
      registry.know(
          "/schemas/ids/3", Map.of("schema", person, "references", List.of(toPlace, toCity)));
      registry.know(
          "/subjects/place/versions/1", Map.of("schema", place, "references", List.of(toCity)));
      registry.know("/subjects/a city/x/versions/2", Map.of("schema", city));
      registry.know(
          "/schemas/ids/4",
          Map.of(
              "schema",
              person,
              "references",
              List.of(Map.of("name", "N", "subject", "gone", "version", 7))));
      // One that refers to itself comes to an end.
      registry.know(
          "/subjects/round/versions/1",
          Map.of("schema", place, "references", List.of(self("round"))));
      registry.know(
          "/schemas/ids/5", Map.of("schema", person, "references", List.of(self("round"))));
      SchemaRegistry schemas =
          new SchemaRegistry(
              Objects.requireNonNull(configuration(registry.url(), "").kafka().schemaRegistry()));

      Schema schema = schemas.schema(3);

      assertThat(schema.getField("home").schema().getField("city").schema().getEnumSymbols())
          .containsExactly("JENA", "ULM");
      assertThat(registry.asked()).hasSize(3);
      assertThatExceptionOfType(Rejection.class)
          .isThrownBy(() -> schemas.schema(4))
          .withMessageContaining("the registry has no version 7 of gone, which schema 4 needs");
      assertThatExceptionOfType(Rejection.class).isThrownBy(() -> schemas.schema(5));
    }
  }

  private static Map<String, ?> self(String subject) {
    return Map.of("name", "a.Self", "subject", subject, "version", 1);
  }

  @Test
  void whatCannotBeReadIsRejectedWithAReason() throws IOException {
    try (StandInRegistry registry = new StandInRegistry(Map.of(7, ARRAY, 9, "no schema"))) {
      ExampleDecoder decoder = new ExampleDecoder(configuration(registry.url(), ""));

      Rejected unknown = Tasks.rejected(decoder.decode(framed(5, new byte[3])));
      assertThat(unknown.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
      assertThat(unknown.detail()).isEqualTo("the registry has no schema 5");
      assertThat(Tasks.rejected(decoder.decode(framed(9, new byte[3]))).reason())
          .isEqualTo(Reason.UNKNOWN_SCHEMA);
      assertThat(Tasks.rejected(decoder.decode(framed(7, new byte[] {1, 2}))).reason())
          .isEqualTo(Reason.UNPARSEABLE);
      // A billion features are claimed and none is there.
      byte[] huge = {0, 0, (byte) 0x80, (byte) 0xa8, (byte) 0xd6, (byte) 0xb9, 0x07};
      assertThat(Tasks.rejected(decoder.decode(framed(7, huge))).reason())
          .isEqualTo(Reason.UNPARSEABLE);
      ExampleDecoder none = new ExampleDecoder(configuration(registry.url(), ""), null);
      assertThat(Tasks.rejected(none.decode(framed(7, new byte[3]))).reason())
          .isEqualTo(Reason.UNPARSEABLE);
      assertThat(
              Tasks.accepted(
                  decoder.decode(Tasks.json("{\"features\":[1,2],\"task\":\"main\",\"label\":1}"))))
          .hasSize(1);
    }
  }

  @Test
  void anOutageIsWaitedForAndRejectsNothing() throws IOException, Rejection {
    try (StandInRegistry registry = new StandInRegistry(Map.of(7, ARRAY))) {
      var config =
          Objects.requireNonNull(
              configuration(registry.url(), ", user: me, password: open-sesame")
                  .kafka()
                  .schemaRegistry());
      registry.failNext(2);
      assertThat(new SchemaRegistry(config, 1, 1).schema(7).getName()).isEqualTo("R");
      assertThat(registry.asked()).hasSize(3);
      assertThat(registry.authorization())
          .isEqualTo(
              "Basic " + Base64.getEncoder().encodeToString("me:open-sesame".getBytes(UTF_8)));
      registry.failNext(3);
      assertThatExceptionOfType(SchemaRegistryException.class)
          .isThrownBy(() -> new SchemaRegistry(config, 1, 1).schema(7))
          .withMessageContaining("does not give schema 7: it answers with status 503")
          .satisfies(e -> assertThat(e.toString()).doesNotContain("open-sesame"));
      registry.close();
      assertThatExceptionOfType(SchemaRegistryException.class)
          .isThrownBy(() -> new SchemaRegistry(config, 1).schema(7));
    }
  }

  private static RawRecord framed(int id, GenericRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    return framed(id, bytes.toByteArray());
  }

  private static RawRecord framed(int id, byte[] record) {
    byte[] value =
        ByteBuffer.allocate(5 + record.length).put((byte) 0).putInt(id).put(record).array();
    return Tasks.record(value, List.of());
  }

  private static Configuration configuration(String url, String login) {
    return ConfigurationFile.parse(
        """
        model: {name: test, input: [2], trunk: [{dense: {units: 2}}]}
        tasks:
          main: {type: classification, classes: 3, target: true}
          side: {type: regression}
        dev: {fraction: 0}
        kafka: {schemaRegistry: {url: "%s"%s}}
        """
            .formatted(url, login),
        "test.yaml",
        Path.of("."),
        Map.of());
  }
}

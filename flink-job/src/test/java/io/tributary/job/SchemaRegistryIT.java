package io.tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.connectors.topic.CommittedLog;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.embedded.junit.StandInRegistry;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Records framed as a schema registry's clients write them train what the same JSON trains. */
class SchemaRegistryIT {

  private static final int ID = 300;
  private static final int UNKNOWN = 301;
  private static final long START = 1_700_000_000_000L;
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"E","fields":[
                {"name":"id","type":"string"},
                {"name":"task","type":"string"},
                {"name":"label","type":"int"},
                {"name":"split","type":["null","string"]},
                {"name":"features","type":{"type":"array","items":"double"}}]}
              """);
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @TempDir private static Path folder;

  @Test
  void framedRecordsTrainTheSameModelAndUnknownSchemasAreSetAside() throws Exception {
    List<String> lines = new ArrayList<>();
    for (String line : TestStream.of(900, 4).lines()) {
      lines.add("{\"id\":\"id-" + lines.size() + "\"," + line.substring(1));
    }
    try (StandInRegistry registry = new StandInRegistry(Map.of(ID, SCHEMA.toString()))) {
      Configuration json = configuration("plain", registry.url());
      Configuration framed = configuration("framed", registry.url());
      TopicCreator.create(json.kafka());
      TopicCreator.create(framed.kafka());
      TestStream.ofLines(lines).feed(json, START);
      feed(framed, lines);
      registry.failNext(2); // an outage at the start

      RoundsLog expected = run(json);
      RoundsLog actual = run(framed);

      assertThat(actual.last().round()).isEqualTo(expected.last().round()).isGreaterThan(3);
      assertThat(actual.lastParameters()).isNotEmpty().isEqualTo(expected.lastParameters());
      List<String> reasons = new ArrayList<>();
      CommittedLog.read(
          framed.kafka(),
          "framed.examples.dlq",
          letter ->
              reasons.add(
                  new String(letter.headers().lastHeader("tributary-reason").value(), UTF_8)));
      assertThat(reasons).containsExactly("unknown-schema");
      assertThat(registry.asked()).filteredOn(path -> path.endsWith("/" + UNKNOWN)).hasSize(1);
    }
  }

  private static void feed(Configuration configuration, List<String> lines) throws Exception {
    String topic = configuration.kafka().namespace() + ".examples";
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < lines.size(); i++) {
        byte[] value = framed(ID, avro(lines.get(i)));
        producer.send(new ProducerRecord<>(topic, 0, START + i, null, value)).get();
        if (i == 100) {
          byte[] strange = framed(UNKNOWN, new byte[] {1});
          producer.send(new ProducerRecord<>(topic, 0, START + i, null, strange)).get();
        }
      }
    }
  }

  private static byte[] framed(int id, byte[] record) {
    return ByteBuffer.allocate(5 + record.length).put((byte) 0).putInt(id).put(record).array();
  }

  private static byte[] avro(String line) throws IOException {
    JsonNode json = new ObjectMapper().readTree(line);
    GenericRecord record = new GenericData.Record(SCHEMA);
    record.put("id", json.get("id").asText());
    record.put("task", json.get("task").asText());
    record.put("label", json.get("label").asInt());
    record.put("split", json.has("split") ? json.get("split").asText() : null);
    List<Double> features = new ArrayList<>();
    json.get("features").forEach(feature -> features.add(feature.asDouble()));
    record.put("features", features);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(SCHEMA).write(record, encoder);
    return bytes.toByteArray();
  }

  private static RoundsLog run(Configuration configuration) {
    try (JobRun run = JobRun.submit(configuration, JobOptions.toTheEnd())) {
      run.follow(header -> {});
    }
    return RoundsLog.read(configuration);
  }

  private static Configuration configuration(String name, String registry) {
    String text =
        TestStream.text(
            name, "{by: count, wait: all}", 2, KAFKA.bootstrapServers(), folder.resolve(name));
    String with = text.replace("kafka: {", "kafka: {schemaRegistry: {url: \"" + registry + "\"}, ");
    return ConfigurationFile.parse(with, "test.yaml", folder, Map.of());
  }
}

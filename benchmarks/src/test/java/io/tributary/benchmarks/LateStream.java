package io.tributary.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.config.EngineConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A small stream in one partition, most of whose labels come after their features, and a
 * configuration with all that changes what is learned on the way.
 *
 * @param servers of the broker
 */
record LateStream(String servers) {

  private static final String TOPIC = "late.examples";
  private static final int EXAMPLES = 700;
  private static final long START = 1_700_000_000_000L;

  /** The smallest signs of drift raise learning rates. */
  Configuration configuration(String name, EngineConfig engine) {
    String text =
        """
        model:
          name: %1$s
          input: [3]
          trunk: [{dense: {units: 8}}, tanh]
        tasks:
          kind: {type: classification, classes: 3, target: true}
          spend: {type: regression}
        training: {miniEpoch: 20, batchSize: 8, epochs: 2, shuffle: true, optimizer: {learningRate: 0.1}}
        rounds: {by: target}
        weighting: {everyRounds: 2, alpha: {steps: 3}}
        dev: {fraction: 0.2, window: 30}
        publish: {everyRounds: 3}
        labels: {wait: 120ms}
        drift: {detector: page-hinkley, tolerance: 0, threshold: 1, warmUp: 2,
                reaction: raise-learning-rate, rounds: 2}
        replay: {size: 30, share: 0.8}
        flink: {parallelism: 2, checkpointInterval: 300ms}
        kafka: {bootstrapServers: "%2$s", topics: {namespace: %1$s, examples: [%3$s]}}
        """
            .formatted(name, servers, TOPIC);
    return ConfigurationFile.parse(text, name, Path.of("."), Map.of()).withEngine(engine);
  }

  /** Inputs to predict. */
  static List<float[]> inputs() {
    Random random = new Random(5);
    List<float[]> inputs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      inputs.add(new float[] {random.nextFloat(), (float) random.nextGaussian(), 1});
    }
    return inputs;
  }

  /** Every third example in one record, the others in two. */
  void feed() throws Exception {
    record Line(double slot, String value) {}
    Random random = new Random(12);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < EXAMPLES; i++) {
      double x = Math.abs(random.nextGaussian());
      double y = random.nextGaussian();
      String features = String.format(Locale.ROOT, "\"features\":[%.4f,%.4f,1]", x, y);
      int kind = y > 0.5 ? 2 : y > -0.5 ? 1 : 0;
      String labels =
          String.format(
              Locale.ROOT, "\"labels\":{\"kind\":%d,\"spend\":%.3f}", kind, 50 + 7 * y + x);
      String id = "\"id\":\"" + i + "\"";
      if (i % 3 == 0) {
        lines.add(new Line(i, "{" + features + "," + labels + "}"));
      } else {
        lines.add(new Line(i, "{" + features + "," + id + "}"));
        lines.add(new Line(i + random.nextDouble() * 40, "{" + labels + "," + id + "}"));
      }
    }
    lines.sort(Comparator.comparingDouble(Line::slot));
    Map<String, Object> connection = Map.of("bootstrap.servers", servers);
    NewTopic topic = new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("retention.ms", "-1"));
    try (Admin admin = Admin.create(connection);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(connection, new ByteArraySerializer(), new ByteArraySerializer())) {
      admin.createTopics(List.of(topic)).all().get();
      for (Line line : lines) {
        long time = START + (long) line.slot();
        producer
            .send(new ProducerRecord<>(TOPIC, 0, time, null, line.value().getBytes(UTF_8)))
            .get();
      }
    }
  }
}

package io.tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.connectors.record.ControlForm;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.steering.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A seeded stream of two related tasks, {@code main} and {@code side}, as JSON records. */
final class TestStream {

  private static final String CONFIGURATION =
      """
      model:
        name: %s
        input: [6]
        trunk: [{dense: {units: 8}}, tanh]
        seed: 5
      tasks:
        main: {type: classification, classes: 3, target: true}
        side: {type: binary}
      training: {miniEpoch: 40, batchSize: 16, optimizer: {type: sgd, learningRate: 0.1}}
      rounds: %s
      weighting: {method: alphavil}
      dev: {fraction: 0.1, window: 64}
      publish: {everyRounds: 4}
      flink: {parallelism: %d, checkpointInterval: 500ms, checkpointDir: "%s"}
      kafka: {bootstrapServers: "%s"}
      """;

  static String text(
      String name, String rounds, int parallelism, String servers, Path checkpoints) {
    return CONFIGURATION.formatted(name, rounds, parallelism, checkpoints, servers);
  }

  static Configuration configuration(
      String name, String rounds, int parallelism, String servers, Path checkpoints) {
    String text = text(name, rounds, parallelism, servers, checkpoints);
    return ConfigurationFile.parse(text, "test.yaml", checkpoints, Map.of());
  }

  private final List<String> lines = new ArrayList<>();

  /** The records of these lines. */
  static TestStream ofLines(List<String> lines) {
    TestStream stream = new TestStream();
    stream.lines.addAll(lines);
    return stream;
  }

  /** Records in which every third example is the target's. */
  static TestStream of(int records, long seed) {
    TestStream stream = new TestStream();
    Random random = new Random(seed);
    for (int i = 0; i < records; i++) {
      boolean test = i % 20 == 19;
      stream.lines.add(record(random, i % 3 == 0 ? "main" : "side", test));
    }
    return stream;
  }

  private static String record(Random random, String task, boolean test) {
    StringBuilder features = new StringBuilder();
    double sum = 0;
    for (int i = 0; i < 6; i++) {
      double value = random.nextGaussian();
      sum += i % 2 == 0 ? value : -value;
      features.append(i == 0 ? "" : ",").append(String.format(Locale.ROOT, "%.5f", value));
    }
    int label = task.equals("main") ? (sum > 1 ? 2 : sum > -1 ? 1 : 0) : (sum > 0 ? 1 : 0);
    return "{\"task\":\"%s\",\"features\":[%s],\"label\":%d%s}"
        .formatted(task, features, label, test ? ",\"split\":\"test\"" : "");
  }

  List<String> lines() {
    return lines;
  }

  /** The same stream with other records strewn in. */
  TestStream with(List<String> others, Random random) {
    TestStream mixed = new TestStream();
    mixed.lines.addAll(lines);
    for (String other : others) {
      mixed.lines.add(random.nextInt(mixed.lines.size()), other);
    }
    return mixed;
  }

  /** The records of some tasks. */
  TestStream only(String... tasks) {
    TestStream some = new TestStream();
    for (String line : lines) {
      if (Stream.of(tasks).anyMatch(task -> line.contains('"' + task + '"'))) {
        some.lines.add(line);
      }
    }
    return some;
  }

  /** The same stream, one task's label replaced by an amount that its features decide. */
  TestStream withAmounts(String task, double mean, double slope) {
    TestStream amounts = new TestStream();
    for (String line : lines) {
      String features = line.substring(line.indexOf('[') + 1, line.indexOf(']'));
      double sum = 0;
      int sign = 1;
      for (String feature : features.split(",", -1)) {
        sum += sign * Double.parseDouble(feature);
        sign = -sign;
      }
      String label = String.format(Locale.ROOT, "\"label\":%.3f", mean + slope * sum);
      amounts.lines.add(
          line.contains('"' + task + '"') ? line.replaceFirst("\"label\":\\d", label) : line);
    }
    return amounts;
  }

  TestStream part(int from, int to) {
    TestStream part = new TestStream();
    part.lines.addAll(lines.subList(from, to));
    return part;
  }

  /** Writes all records to partition 0 in order, timestamps one millisecond apart. */
  void feed(Configuration configuration, long firstTimestamp) throws Exception {
    feed(configuration, firstTimestamp, line -> 0);
  }

  /**
   * Writes each record to its partition, timestamps one millisecond apart; below 0: leaves it out.
   */
  void feed(Configuration configuration, long firstTimestamp, ToIntFunction<String> partition)
      throws Exception {
    String topic = configuration.kafka().namespace() + ".examples";
    try (KafkaProducer<byte[], byte[]> producer = producer(configuration)) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      long timestamp = firstTimestamp;
      for (String line : lines) {
        int to = partition.applyAsInt(line);
        if (to >= 0) {
          sent.add(
              producer.send(
                  new ProducerRecord<>(topic, to, timestamp, null, line.getBytes(UTF_8))));
        }
        timestamp++;
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }

  /** Writes a command. */
  static void say(Configuration configuration, Command command) throws Exception {
    byte[] text = ControlForm.of(command, "said").bytes();
    try (KafkaProducer<byte[], byte[]> producer = producer(configuration)) {
      producer
          .send(new ProducerRecord<>(Topics.of(configuration.kafka()).control(), 0, null, text))
          .get();
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(Configuration configuration) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", configuration.kafka().bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}

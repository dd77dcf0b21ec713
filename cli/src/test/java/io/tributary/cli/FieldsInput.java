package io.tributary.cli;

import io.tributary.connectors.example.ExampleEncoder;
import io.tributary.connectors.example.NamedRecord;
import io.tributary.model.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A made stream with a field of every kind, each of which tells a part of the labels. */
final class FieldsInput {

  /** Jobs; the last two come in the second half of the stream only. */
  static final List<String> JOBS = List.of("cook", "clerk", "smith", "baker", "nurse", "pilot");

  private static final List<String> GOOD = List.of("lovely", "fine", "Great", "helpful");
  private static final List<String> BAD = List.of("broken", "late", "rude", "Never");
  private static final List<String> ANY = List.of("the", "order", "was", "it", "delivery", "and");
  private static final long START = 1_700_000_000_000L;

  private FieldsInput() {}

  static String configuration(String name, int parallelism, String servers) {
    return """
    model:
      name: %s
      fields:
        amount paid: numeric
        balance: {type: numeric, transform: log}
        job: {type: categorical, values: 8, dimension: 4}
        city.code: {type: categorical, buckets: 40, dimension: 4}
        comment: {type: text, buckets: 500, dimension: 6, length: 40}
        basket: {type: sparse, size: 30, dimension: 4, entries: 5}
      trunk: [{dense: {units: 12}}, tanh]
    tasks:
      happy: {type: binary, target: true}
      spend: {type: regression}
    training: {miniEpoch: 50, batchSize: 10, optimizer: {type: adam, learningRate: 0.02}}
    publish: {everyRounds: 10}
    flink: {parallelism: %d, checkpointInterval: 300ms}
    kafka: {bootstrapServers: "%s"}
    """
        .formatted(name, parallelism, servers);
  }

  /** Records, always the same. */
  static List<byte[]> values(int count) {
    Random random = new Random(11);
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(value(random, i, count));
    }
    return values;
  }

  private static byte[] value(Random random, int i, int count) {
    Map<String, @Nullable Object> features = new LinkedHashMap<>();
    double amount = random.nextGaussian();
    boolean missing = random.nextInt(5) == 0;
    features.put("amount paid", missing ? null : Math.round(1e6 + 300 * amount));
    double balance = random.nextGaussian();
    features.put("balance", Math.sinh(4 * balance));
    int job = random.nextInt(2 * i > count ? 6 : 4);
    features.put("job", JOBS.get(job));
    int city = random.nextInt(12);
    features.put("city.code", city);
    int mood = random.nextInt(3) - 1;
    features.put("comment", comment(random, mood));
    int item = random.nextInt(30);
    features.put(
        "basket", Map.of("indices", List.of(item, random.nextInt(30)), "values", List.of(2, 0)));
    double sum =
        (missing ? 1 : amount)
            + balance
            + (job % 2 == 0 ? 1.5 : -1.5)
            + (city % 3 - 1)
            + 2.5 * mood
            + (item % 2 == 0 ? 1 : -1);
    Map<String, Object> labels = new LinkedHashMap<>();
    if (random.nextInt(3) > 0) {
      labels.put("happy", sum + random.nextGaussian() / 2 > 0 ? 1 : 0);
    }
    if (labels.isEmpty() || random.nextBoolean()) {
      labels.put("spend", 200 + 10 * (sum + random.nextGaussian()));
    }
    Split split = i % 5 == 4 ? Split.TEST : null;
    return ExampleEncoder.json(new NamedRecord(features, labels, split, null, null));
  }

  private static String comment(Random random, int mood) {
    List<String> words = new ArrayList<>();
    int length = 3 + random.nextInt(4);
    for (int i = 0; i < length; i++) {
      words.add(ANY.get(random.nextInt(ANY.size())));
    }
    if (mood != 0) {
      List<String> telling = mood > 0 ? GOOD : BAD;
      words.set(random.nextInt(length), telling.get(random.nextInt(telling.size())));
    }
    return String.join(" ", words) + ".";
  }

  /** Writes records to partition 0 in order, timestamps one millisecond apart. */
  static void feed(String topic, List<byte[]> values, int from, int to, String servers)
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = from; i < to; i++) {
        sent.add(producer.send(new ProducerRecord<>(topic, 0, START + i, null, values.get(i))));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }
}

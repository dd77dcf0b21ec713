package io.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointChunks;
import io.tributary.connectors.checkpoint.CheckpointInfo;
import io.tributary.connectors.checkpoint.Safetensors;
import io.tributary.connectors.checkpoint.Tensor;
import io.tributary.connectors.record.OutRecord;
import io.tributary.model.lineage.MiniEpochLineage;
import io.tributary.model.lineage.Place;
import io.tributary.model.lineage.RoundLineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Examples of a classification and a regression in three partitions, and models with one thing
 * changed.
 *
 * @param servers of the broker
 */
record ReproduceInput(String servers) {

  private static final int PARTITIONS = 3;
  static final long START = 1_700_000_000_000L;

  /** Everything that draws random numbers is in it: shuffling, dropout, batches of dev examples. */
  static String configuration(String name, String rounds, double learningRate, String servers) {
    return """
    model:
      name: %s
      input: [3]
      trunk: [{dense: {units: 8}}, tanh, {dropout: {rate: 0.1}}]
    tasks:
      kind: {type: classification, classes: 3, target: true}
      spend: {type: regression}
    training: {miniEpoch: 20, batchSize: 8, epochs: 2, shuffle: true, optimizer: {learningRate: %s}}
    rounds: %s
    weighting: {everyRounds: 2, alpha: {steps: 3, batchSize: 8}}
    dev: {fraction: 0.2, window: 30}
    publish: {everyRounds: 3}
    flink: {parallelism: 2, checkpointInterval: 300ms}
    kafka: {bootstrapServers: "%s", topics: {namespace: %s, examples: [all.examples]}}
    """
        .formatted(name, learningRate, rounds, servers, name);
  }

  /** Records of one task, of the other, and of both. */
  static List<String> values(int count) {
    Random random = new Random(4);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double x = random.nextGaussian();
      double y = random.nextGaussian();
      String features = String.format(Locale.ROOT, "\"features\":[%.4f,%.4f,1]", Math.abs(x), y);
      String kind = "\"kind\":" + (y > 0.5 ? 2 : y > -0.5 ? 1 : 0);
      String spend = String.format(Locale.ROOT, "\"spend\":%.3f", 50 + 7 * y + x);
      String labels =
          switch (random.nextInt(4)) {
            case 0 -> kind;
            case 1 -> kind + "," + spend;
            default -> spend;
          };
      String split = i % 15 == 14 ? ",\"split\":\"test\"" : "";
      values.add("{%s,\"labels\":{%s}%s}".formatted(features, labels, split));
    }
    return values;
  }

  /**
   * Strews values over the partitions of a new topic, always in the same way, up to 40 ms out of
   * the order of time.
   */
  void feed(String topic, List<String> values) throws Exception {
    create(topic, PARTITIONS);
    append(topic, values, START);
  }

  /** More of them, from a time on. */
  void append(String topic, List<String> values, long start) throws Exception {
    Random random = new Random(8);
    Random delays = new Random(9);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (int i = 0; i < values.size(); i++) {
        int partition = random.nextInt(PARTITIONS);
        byte[] value = values.get(i).getBytes(UTF_8);
        long time = start + i + delays.nextInt(40);
        producer.send(new ProducerRecord<>(topic, partition, time, null, value)).get();
      }
    }
  }

  private void create(String topic, int partitions) throws Exception {
    NewTopic created =
        new NewTopic(topic, partitions, (short) 1).configs(Map.of("retention.ms", "-1"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.createTopics(List.of(created)).all().get();
    }
  }

  /** As retention does. */
  void deleteBefore(String topic, long offset) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        admin
            .deleteRecords(
                Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
            .all()
            .get();
      }
    }
  }

  /** Publishes models as a run of another namespace. */
  void publish(String namespace, List<Checkpoint> checkpoints) throws Exception {
    create(namespace + ".checkpoints", 1);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (Checkpoint checkpoint : checkpoints) {
        for (OutRecord record : CheckpointChunks.of(namespace + ".checkpoints", checkpoint)) {
          producer.send(record.toKafka()).get();
        }
      }
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", servers, "linger.ms", 0),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** The same checkpoint with other tensors, and their digest. */
  static Checkpoint with(Checkpoint checkpoint, List<Tensor> tensors) {
    String sha256 = new Safetensors(Map.of(), tensors).dataSha256();
    return new Checkpoint(checkpoint.info(), sha256, tensors);
  }

  /** The same checkpoint, its lineage in another topic. */
  static Checkpoint reading(Checkpoint checkpoint, String topic, String other) {
    CheckpointInfo info = checkpoint.info();
    CheckpointInfo changed =
        new CheckpointInfo(
            info.model(),
            info.run(),
            info.generation(),
            info.round(),
            info.target(),
            info.taskWeights(),
            info.devScore(),
            info.parentSha256(),
            info.lineage().replace(topic, other),
            info.state().replace(topic, other),
            info.configuration(),
            info.scales(),
            info.environment(),
            info.origin(),
            info.time());
    return new Checkpoint(changed, checkpoint.sha256(), checkpoint.tensors());
  }

  /** The published round that trained on a record, told by its number in the order of feeding. */
  static long roundOf(List<Checkpoint> published, int record) {
    Random random = new Random(8);
    long[] next = new long[PARTITIONS];
    int partition = 0;
    for (int i = 0; i <= record; i++) {
      partition = random.nextInt(PARTITIONS);
      next[partition]++;
    }
    Place place = new Place("all.examples", partition, next[partition] - 1);
    for (Checkpoint checkpoint : published) {
      for (RoundLineage round : checkpoint.info().rounds()) {
        for (MiniEpochLineage part : round.miniEpochs()) {
          if (part.places().inOrder().contains(place)) {
            return checkpoint.info().round();
          }
        }
      }
    }
    throw new AssertionError("record " + record + " trained nothing; choose another");
  }
}

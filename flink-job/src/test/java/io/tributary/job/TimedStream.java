package io.tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.model.config.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A seeded stream over two partitions whose timestamps are out of order, some of them far, with
 * stretches in which one task, or both, say nothing.
 */
record TimedStream(List<Timed> records) {

  /** A multiple of the tests' spans. */
  static final long START = 1_700_000_000_000L;

  static final int PARTITIONS = 2;
  static final long LENGTH = 60_000;

  /** A record; its offset is its place among those of its partition. */
  record Timed(int partition, long timestamp, String line) {}

  /**
   * So many records over a minute.
   *
   * @param disorder by how many milliseconds most timestamps at most lie back
   * @param lateOneIn one record in so many lies back by up to ten seconds more
   */
  static TimedStream of(int records, long seed, int disorder, int lateOneIn) {
    Random random = new Random(seed);
    List<Timed> timed = new ArrayList<>();
    List<String> lines = TestStream.of(records, seed).lines();
    for (int i = 0; i < records; i++) {
      long time = LENGTH * i / records;
      String line = lines.get(i);
      boolean target = line.contains("\"main\"");
      boolean silent =
          within(time, 20_000, 26_000) // nobody speaks
              || (target && within(time, 30_000, 35_000))
              || (!target && within(time, 40_000, 45_000));
      if (!silent) {
        int back =
            random.nextInt(disorder + 1)
                + (random.nextInt(lateOneIn) == 0 ? random.nextInt(10_000) : 0);
        timed.add(new Timed(random.nextInt(PARTITIONS), START + Math.max(0, time - back), line));
      }
    }
    return new TimedStream(timed);
  }

  private static boolean within(long time, long from, long to) {
    return time >= from && time < to;
  }

  /** The same stream, one record in so many of no use, some of these far ahead of the others. */
  TimedStream withBad(long seed, int oneIn) {
    Random random = new Random(seed);
    List<String> bad = List.of("not json", "{\"task\":\"main\",\"features\":[1],\"label\":1}");
    return new TimedStream(
        records.stream()
            .map(
                record ->
                    random.nextInt(oneIn) > 0
                        ? record
                        : new Timed(
                            record.partition(),
                            record.timestamp() + random.nextInt(3_000),
                            bad.get(random.nextInt(bad.size()))))
            .toList());
  }

  TimedStream only(Predicate<Timed> wanted) {
    return new TimedStream(records.stream().filter(wanted).toList());
  }

  /** With a last record of the target at a time after the start. */
  TimedStream and(int partition, long time) {
    List<Timed> more = new ArrayList<>(records);
    String line = "{\"task\":\"main\",\"features\":[1,2,3,4,5,6],\"label\":1}";
    more.add(new Timed(partition, START + time, line));
    return new TimedStream(more);
  }

  TimedStream part(int from, int to) {
    return new TimedStream(records.subList(from, to));
  }

  /** Writes all records, each partition's in order. */
  void feed(Configuration configuration) throws Exception {
    String topic = configuration.kafka().namespace() + ".examples";
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", configuration.kafka().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Timed record : records) {
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    topic,
                    record.partition(),
                    record.timestamp(),
                    null,
                    record.line().getBytes(UTF_8))));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }
}

package io.tributary.job;

import io.tributary.connectors.record.RoundMessage;
import io.tributary.connectors.topic.ClientSettings;
import io.tributary.connectors.topic.Topics;
import io.tributary.job.round.GenerationSource;
import io.tributary.model.config.KafkaConfig;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The {@code rounds} topic, which has one partition, as seen by a consumer. */
final class RoundsTopic implements GenerationSource {

  private static final long serialVersionUID = 1;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final long NONE = -1;

  /** The newest record tells, unless others wrote after it: then so many times as many. */
  private static final int LOOK_FURTHER = 64;

  private final KafkaConfig kafka;

  RoundsTopic(KafkaConfig kafka) {
    this.kafka = kafka;
  }

  /** A consumer of the topic, to be positioned and closed by the caller. */
  KafkaConsumer<byte[], byte[]> consumer() {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            ClientSettings.of(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(List.of(partition()));
    return consumer;
  }

  TopicPartition partition() {
    return new TopicPartition(Topics.of(kafka).rounds(), 0);
  }

  /** The offset that its next record will get. */
  long end() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return end(consumer);
    }
  }

  private long end(KafkaConsumer<byte[], byte[]> consumer) {
    var ends = consumer.endOffsets(List.of(partition()), TIMEOUT);
    return Objects.requireNonNull(ends.get(partition()), "the broker tells no end offset");
  }

  @Override
  public long newest() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      long end = end(consumer);
      var beginnings = consumer.beginningOffsets(List.of(partition()), TIMEOUT);
      long begin = beginnings.getOrDefault(partition(), end);
      long newest = NONE;
      for (long look = 1;
          newest == NONE && end - look / LOOK_FURTHER > begin;
          look *= LOOK_FURTHER) {
        newest = newest(consumer, Math.max(begin, end - look), end);
      }
      return newest;
    }
  }

  /** Among the records from one offset to another; others' records tell nothing. */
  private long newest(KafkaConsumer<byte[], byte[]> consumer, long from, long to) {
    consumer.seek(partition(), from);
    long newest = NONE;
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (consumer.position(partition()) < to) {
      if (System.nanoTime() > deadline) {
        throw new JobException(
            "the last record of %s could not be read within %d s"
                .formatted(partition().topic(), TIMEOUT.toSeconds()),
            null);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
        newest = Math.max(newest, generation(record));
      }
    }
    return newest;
  }

  private static long generation(ConsumerRecord<byte[], byte[]> record) {
    try {
      return RoundMessage.fromKafka(record).fence().generation();
    } catch (IllegalArgumentException foreign) {
      return NONE;
    }
  }
}

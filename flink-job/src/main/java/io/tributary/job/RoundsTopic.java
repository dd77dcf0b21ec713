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
      if (end == beginnings.getOrDefault(partition(), end)) {
        return -1;
      }
      consumer.seek(partition(), end - 1);
      long deadline = System.nanoTime() + TIMEOUT.toNanos();
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> last : consumer.poll(Duration.ofSeconds(1))) {
          return RoundMessage.fromKafka(last).fence().generation();
        }
      }
    }
    throw new JobException(
        "the last record of "
            + partition().topic()
            + " could not be read within "
            + TIMEOUT.toSeconds()
            + " s",
        null);
  }
}

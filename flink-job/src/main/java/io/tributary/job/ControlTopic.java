package io.tributary.job;

import io.tributary.connectors.topic.ClientSettings;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.config.KafkaConfig;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The {@code control} topic, which has one partition, as seen by a consumer. */
record ControlTopic(KafkaConfig kafka) {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** The offset that the next command will get: a run that starts follows none before it. */
  long end() {
    TopicPartition partition = new TopicPartition(Topics.of(kafka).control(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            ClientSettings.of(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return Objects.requireNonNull(
          consumer.endOffsets(List.of(partition), TIMEOUT).get(partition),
          "the broker tells no end offset");
    }
  }
}

package io.tributary.job.input;

import io.tributary.connectors.topic.ClientSettings;
import io.tributary.model.config.KafkaConfig;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Asks a broker where partitions end.
 *
 * @param kafka the broker and how to speak to it
 */
public record CommittedEnds(KafkaConfig kafka) implements Serializable {

  private static final long serialVersionUID = 1;

  /**
   * The offset behind the last committed record of each partition.
   *
   * @throws org.apache.kafka.common.KafkaException when the broker does not tell
   */
  Map<TopicPartition, Long> of(Collection<TopicPartition> partitions) {
    Map<String, Object> settings = new HashMap<>(ClientSettings.of(kafka));
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return consumer.endOffsets(partitions);
    }
  }
}

package io.tributary.connectors.topic;

import io.tributary.connectors.record.OutRecord;
import io.tributary.model.config.KafkaConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes single records, outside of the job. */
public final class TopicWriter {

  private TopicWriter() {}

  /**
   * Writes a record and waits until the broker has it.
   *
   * @throws TopicException in one line, when the broker cannot be reached or refuses it
   */
  public static void write(KafkaConfig config, OutRecord record) {
    Map<String, Object> settings = ClientSettings.of(config);
    int patience = Math.toIntExact(ClientSettings.PATIENCE.toMillis());
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 2);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
    String what = "Cannot write " + record.topic();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      try {
        producer.send(record.toKafka()).get();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        producer.close(Duration.ZERO);
        throw new TopicException(what + ": interrupted", interrupted);
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known
          ? ClientSettings.failure(config, what, known)
          : new TopicException(what, e);
    } catch (KafkaException e) {
      throw ClientSettings.failure(config, what, e);
    }
  }
}

package io.tributary.job;

import io.tributary.connectors.topic.ClientSettings;
import io.tributary.job.output.TransactionalSink;
import io.tributary.model.config.KafkaConfig;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sinks that write to the broker of a configuration. */
final class KafkaSinks {

  /** Kafka brokers refuse Flink's default of an hour. */
  private static final String TRANSACTION_TIMEOUT_MILLIS = "900000";

  private KafkaSinks() {}

  /** What every client of the job is given. */
  static Properties properties(KafkaConfig kafka) {
    Properties properties = new Properties();
    properties.putAll(ClientSettings.of(kafka));
    return properties;
  }

  /**
   * Writes in transactions, with the same transactional ids in every run, so that a new run ends
   * what a dead one left open.
   *
   * @param name of the sink, part of those ids
   * @param settings of the producer, beside those of the configuration
   */
  static <T> TransactionalSink<T> exactlyOnce(
      KafkaConfig kafka,
      String name,
      Map<String, Object> settings,
      SerializableFunction<T, ProducerRecord<byte[], byte[]>> toKafka) {
    Properties properties = properties(kafka);
    properties.putAll(settings);
    properties.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
    return new TransactionalSink<>(
        KafkaSink.<T>builder()
            .setKafkaProducerConfig(properties)
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix(kafka.namespace() + "-" + name)
            .setRecordSerializer(new RecordSerializer<>(toKafka))
            .build());
  }
}

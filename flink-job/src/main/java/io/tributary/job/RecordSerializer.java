package io.tributary.job;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes values that know their own record. Their timestamps are left to the broker, which refuses
 * those far in the future.
 *
 * @param <T> the type of value
 */
final class RecordSerializer<T> implements KafkaRecordSerializationSchema<T> {

  private static final long serialVersionUID = 1;

  private final SerializableFunction<T, ProducerRecord<byte[], byte[]>> toKafka;

  RecordSerializer(SerializableFunction<T, ProducerRecord<byte[], byte[]>> toKafka) {
    this.toKafka = toKafka;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T value, KafkaSinkContext context, Long timestamp) {
    return toKafka.apply(value);
  }
}

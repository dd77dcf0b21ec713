package io.tributary.job.input;

import io.tributary.connectors.record.RoundMessage;
import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.job.message.RoundMessageCodec;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the job's own {@code rounds} topic. */
public final class RoundMessageDeserializer
    implements KafkaRecordDeserializationSchema<RoundMessage> {

  private static final long serialVersionUID = 1;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RoundMessage> out) {
    out.collect(RoundMessage.fromKafka(record));
  }

  @Override
  public TypeInformation<RoundMessage> getProducedType() {
    return CodecTypeInfo.of(RoundMessageCodec.INSTANCE);
  }
}

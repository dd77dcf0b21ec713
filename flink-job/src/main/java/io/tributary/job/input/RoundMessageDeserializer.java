package io.tributary.job.input;

import io.tributary.connectors.record.RoundMessage;
import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.job.message.RoundMessageCodec;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the job's own {@code rounds} topic; what others wrote there is left out. */
public final class RoundMessageDeserializer
    implements KafkaRecordDeserializationSchema<RoundMessage> {

  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(RoundMessageDeserializer.class);

  private long leftOut;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RoundMessage> out) {
    try {
      out.collect(RoundMessage.read(record));
    } catch (IllegalArgumentException foreign) {
      leftOut++;
      if (Long.bitCount(leftOut) == 1) { // the first, second, fourth, …: there may be many
        LOG.warn(
            "left out offset {} of {}, the {}th record there that is not the job's own: {}",
            record.offset(),
            record.topic(),
            leftOut,
            foreign.getMessage());
      }
    }
  }

  @Override
  public TypeInformation<RoundMessage> getProducedType() {
    return CodecTypeInfo.of(RoundMessageCodec.INSTANCE);
  }
}

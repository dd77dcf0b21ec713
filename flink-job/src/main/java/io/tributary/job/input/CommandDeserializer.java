package io.tributary.job.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.connectors.record.ControlForm;
import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.job.message.TrainerMessage;
import io.tributary.job.message.TrainerMessage.Commanded;
import io.tributary.job.message.TrainerMessageCodec;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the topic of commands; what stands there is judged where it is followed. */
public final class CommandDeserializer implements KafkaRecordDeserializationSchema<TrainerMessage> {

  private static final long serialVersionUID = 1;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<TrainerMessage> out) {
    String text = record.value() == null ? "" : new String(record.value(), UTF_8);
    int most = Math.min(text.length(), ControlForm.LONGEST + 1);
    out.collect(new Commanded(record.offset(), text.substring(0, most)));
  }

  @Override
  public TypeInformation<TrainerMessage> getProducedType() {
    return CodecTypeInfo.of(TrainerMessageCodec.INSTANCE);
  }
}

package io.tributary.connectors.record;

import io.tributary.connectors.serialization.Codec;
import io.tributary.connectors.serialization.Wire;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Records to write in Flink's network and state. */
public enum OutRecordCodec implements Codec<OutRecord> {
  /** The only one. */
  INSTANCE;

  @Override
  public Class<OutRecord> type() {
    return OutRecord.class;
  }

  @Override
  public void write(OutRecord record, DataOutputView out) throws IOException {
    Wire.writeText(record.topic(), out);
    Wire.writeBytes(record.key(), out);
    Wire.writeBytes(record.value(), out);
    out.writeInt(record.headers().size());
    for (Map.Entry<String, String> header : record.headers().entrySet()) {
      Wire.writeText(header.getKey(), out);
      Wire.writeText(header.getValue(), out);
    }
  }

  @Override
  public OutRecord read(DataInputView in, int version) throws IOException {
    String topic = Wire.readText(in);
    byte[] key = Wire.readNullableBytes(in);
    byte[] value = Wire.readBytes(in);
    int count = in.readInt();
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      headers.put(Wire.readText(in), Wire.readText(in));
    }
    return new OutRecord(topic, key, value, headers);
  }
}

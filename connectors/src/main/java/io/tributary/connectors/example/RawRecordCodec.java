package io.tributary.connectors.example;

import io.tributary.connectors.example.RawRecord.Header;
import io.tributary.connectors.serialization.Codec;
import io.tributary.connectors.serialization.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Undecoded records in Flink's network and state. */
public enum RawRecordCodec implements Codec<RawRecord> {
  /** The only one. */
  INSTANCE;

  @Override
  public Class<RawRecord> type() {
    return RawRecord.class;
  }

  @Override
  public void write(RawRecord record, DataOutputView out) throws IOException {
    Wire.writeText(record.topic(), out);
    out.writeInt(record.partition());
    out.writeLong(record.offset());
    out.writeLong(record.timestamp());
    Wire.writeBytes(record.key(), out);
    Wire.writeBytes(record.value(), out);
    out.writeInt(record.headers().size());
    for (Header header : record.headers()) {
      Wire.writeText(header.name(), out);
      Wire.writeBytes(header.value(), out);
    }
  }

  @Override
  public RawRecord read(DataInputView in, int version) throws IOException {
    String topic = Wire.readText(in);
    int partition = in.readInt();
    long offset = in.readLong();
    long timestamp = in.readLong();
    byte[] key = Wire.readNullableBytes(in);
    byte[] value = Wire.readNullableBytes(in);
    int count = in.readInt();
    List<Header> headers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      headers.add(new Header(Wire.readText(in), Wire.readNullableBytes(in)));
    }
    return new RawRecord(topic, partition, offset, timestamp, key, value, headers);
  }
}

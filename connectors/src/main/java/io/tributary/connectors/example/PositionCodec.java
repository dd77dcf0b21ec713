package io.tributary.connectors.example;

import io.tributary.connectors.serialization.Codec;
import io.tributary.connectors.serialization.Wire;
import io.tributary.model.Position;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Positions in Flink's network and state. */
public enum PositionCodec implements Codec<Position> {
  /** The only one. */
  INSTANCE;

  @Override
  public Class<Position> type() {
    return Position.class;
  }

  @Override
  public void write(Position position, DataOutputView out) throws IOException {
    out.writeLong(position.time());
    Wire.writeText(position.topic(), out);
    out.writeInt(position.partition());
    out.writeLong(position.offset());
  }

  @Override
  public Position read(DataInputView in, int version) throws IOException {
    return new Position(in.readLong(), Wire.readText(in), in.readInt(), in.readLong());
  }
}

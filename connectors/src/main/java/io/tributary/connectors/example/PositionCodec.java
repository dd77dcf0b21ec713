package io.tributary.connectors.example;

import io.tributary.connectors.serialization.Codec;
import io.tributary.connectors.serialization.Wire;
import io.tributary.model.Position;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Positions in Flink's network and state. */
public enum PositionCodec implements Codec<Position> {
  /** The only one. */
  INSTANCE;

  private static final @Nullable String[] TOPICS = new String[64];

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
    return new Position(in.readLong(), shared(Wire.readText(in)), in.readInt(), in.readLong());
  }

  /** One text for all positions of a topic, where it was read before: a million of them wait. */
  private static String shared(String topic) {
    int slot = topic.hashCode() & (TOPICS.length - 1);
    String known = TOPICS[slot];
    if (topic.equals(known)) {
      return known;
    }
    TOPICS[slot] = topic; // whoever comes between two threads, each has the right text
    return topic;
  }
}

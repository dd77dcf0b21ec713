package io.tributary.job.message;

import io.tributary.connectors.record.RoundMessage;
import io.tributary.connectors.record.RoundMessage.Kind;
import io.tributary.connectors.serialization.Codec;
import io.tributary.connectors.serialization.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Records of the {@code rounds} topic in Flink's network. */
public enum RoundMessageCodec implements Codec<RoundMessage> {
  /** The only one. */
  INSTANCE;

  @Override
  public Class<RoundMessage> type() {
    return RoundMessage.class;
  }

  @Override
  public void write(RoundMessage message, DataOutputView out) throws IOException {
    Wire.writeText(message.kind().name(), out);
    FenceWire.write(message.fence(), out);
    out.writeInt(message.chunk());
    Wire.writeBytes(message.body(), out);
  }

  @Override
  public RoundMessage read(DataInputView in, int version) throws IOException {
    return new RoundMessage(
        Kind.valueOf(Wire.readText(in)), FenceWire.read(in), in.readInt(), Wire.readBytes(in));
  }
}

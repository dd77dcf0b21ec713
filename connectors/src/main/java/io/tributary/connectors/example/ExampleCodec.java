package io.tributary.connectors.example;

import io.tributary.connectors.serialization.Codec;
import io.tributary.connectors.serialization.Wire;
import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Examples in Flink's network and state. */
public enum ExampleCodec implements Codec<Example> {
  /** The only one. */
  INSTANCE;

  @Override
  public Class<Example> type() {
    return Example.class;
  }

  @Override
  public void write(Example example, DataOutputView out) throws IOException {
    out.writeInt(example.task());
    PositionCodec.INSTANCE.write(example.position(), out);
    out.writeByte(code(example.split()));
    Wire.writeFloats(example.features(), out);
    Wire.writeFloats(example.label(), out);
  }

  @Override
  public Example read(DataInputView in, int version) throws IOException {
    int task = in.readInt();
    Position position = PositionCodec.INSTANCE.read(in, version);
    return new Example(
        task, position, split(in.readByte()), Wire.readFloats(in), Wire.readFloats(in));
  }

  // Not the ordinal: that changes when someone sorts the constants.
  static int code(Split split) {
    return switch (split) {
      case TRAIN -> 0;
      case DEV -> 1;
      case TEST -> 2;
    };
  }

  static Split split(byte code) throws IOException {
    return switch (code) {
      case 0 -> Split.TRAIN;
      case 1 -> Split.DEV;
      case 2 -> Split.TEST;
      default -> throw new IOException("No split has the code " + code);
    };
  }
}

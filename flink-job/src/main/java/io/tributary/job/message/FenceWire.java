package io.tributary.job.message;

import io.tributary.connectors.record.Fence;
import io.tributary.connectors.serialization.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Fences in Flink's network. */
final class FenceWire {

  private FenceWire() {}

  static void write(Fence fence, DataOutputView out) throws IOException {
    Wire.writeText(fence.run(), out);
    out.writeLong(fence.generation());
    out.writeLong(fence.round());
  }

  static Fence read(DataInputView in) throws IOException {
    return new Fence(Wire.readText(in), in.readLong(), in.readLong());
  }
}

package io.tributary.connectors.example;

import io.tributary.connectors.example.Part.Features;
import io.tributary.connectors.example.Part.Label;
import io.tributary.connectors.example.Part.Labels;
import io.tributary.connectors.serialization.Codec;
import io.tributary.connectors.serialization.Wire;
import io.tributary.model.Position;
import io.tributary.model.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Parts of examples in Flink's network and state. */
public enum PartCodec implements Codec<Part> {
  /** The only one. */
  INSTANCE;

  private static final int FEATURES = 0;
  private static final int LABELS = 1;
  private static final int NO_SPLIT = -1;

  @Override
  public Class<Part> type() {
    return Part.class;
  }

  @Override
  public void write(Part part, DataOutputView out) throws IOException {
    out.writeByte(part instanceof Features ? FEATURES : LABELS);
    Wire.writeText(part.id(), out);
    PositionCodec.INSTANCE.write(part.position(), out);
    if (part instanceof Features features) {
      writeSplit(features.split(), out);
      Wire.writeFloats(features.values(), out);
      out.writeInt(features.labelled().size());
      for (int task : features.labelled()) {
        out.writeInt(task);
      }
    } else if (part instanceof Labels labels) {
      writeSplit(labels.split(), out);
      writeSplit(labels.chosen(), out);
      out.writeInt(labels.labels().size());
      for (Label label : labels.labels()) {
        out.writeInt(label.task());
        Wire.writeFloats(label.values(), out);
      }
      RawRecordCodec.INSTANCE.write(labels.record(), out);
    }
  }

  @Override
  public Part read(DataInputView in, int version) throws IOException {
    int kind = in.readByte();
    String id = Wire.readText(in);
    Position position = PositionCodec.INSTANCE.read(in, version);
    Split split = readSplit(in);
    switch (kind) {
      case FEATURES -> {
        float[] values = Wire.readFloats(in);
        List<Integer> labelled = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
          labelled.add(in.readInt());
        }
        return new Features(id, position, split, values, labelled);
      }
      case LABELS -> {
        Split chosen = Objects.requireNonNullElse(readSplit(in), Split.TRAIN);
        List<Label> labels = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
          labels.add(new Label(in.readInt(), Wire.readFloats(in)));
        }
        RawRecord record = RawRecordCodec.INSTANCE.read(in, version);
        return new Labels(id, position, split, chosen, labels, record);
      }
      default -> throw new IOException("No part of an example has the code " + kind);
    }
  }

  private static void writeSplit(@Nullable Split split, DataOutputView out) throws IOException {
    out.writeByte(split == null ? NO_SPLIT : ExampleCodec.code(split));
  }

  private static @Nullable Split readSplit(DataInputView in) throws IOException {
    byte code = in.readByte();
    return code == NO_SPLIT ? null : ExampleCodec.split(code);
  }
}

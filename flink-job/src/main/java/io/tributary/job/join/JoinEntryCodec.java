package io.tributary.job.join;

import io.tributary.connectors.example.Part;
import io.tributary.connectors.example.Part.Features;
import io.tributary.connectors.example.Part.Labels;
import io.tributary.connectors.example.PartCodec;
import io.tributary.connectors.serialization.Codec;
import io.tributary.job.join.JoinEntry.Held;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Entries of the join in state. */
enum JoinEntryCodec implements Codec<JoinEntry> {
  /** The only one. */
  INSTANCE;

  @Override
  public Class<JoinEntry> type() {
    return JoinEntry.class;
  }

  @Override
  public void write(JoinEntry entry, DataOutputView out) throws IOException {
    out.writeBoolean(entry.held() != null);
    if (entry.held() != null) {
      PartCodec.INSTANCE.write(entry.held().features(), out);
      out.writeInt(entry.held().labelled().size());
      for (int task : entry.held().labelled()) {
        out.writeInt(task);
      }
    }
    writeParts(entry.waiting(), out);
    writeParts(entry.arrived(), out);
  }

  @Override
  public JoinEntry read(DataInputView in, int version) throws IOException {
    Held held = null;
    if (in.readBoolean()) {
      if (!(PartCodec.INSTANCE.read(in, version) instanceof Features features)) {
        throw new IOException("Damaged: labels in the place of features");
      }
      List<Integer> labelled = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        labelled.add(in.readInt());
      }
      held = new Held(features, labelled);
    }
    List<Labels> waiting = new ArrayList<>();
    for (Part part : readParts(in, version)) {
      if (!(part instanceof Labels labels)) {
        throw new IOException("Damaged: features in the place of labels");
      }
      waiting.add(labels);
    }
    return new JoinEntry(held, waiting, readParts(in, version));
  }

  private static void writeParts(List<? extends Part> parts, DataOutputView out)
      throws IOException {
    out.writeInt(parts.size());
    for (Part part : parts) {
      PartCodec.INSTANCE.write(part, out);
    }
  }

  private static List<Part> readParts(DataInputView in, int version) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      parts.add(PartCodec.INSTANCE.read(in, version));
    }
    return parts;
  }
}

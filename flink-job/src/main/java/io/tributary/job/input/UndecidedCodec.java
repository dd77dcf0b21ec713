package io.tributary.job.input;

import io.tributary.connectors.example.RawRecordCodec;
import io.tributary.connectors.serialization.Codec;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Records of unknown tasks in Flink's network; they are in no state. */
enum UndecidedCodec implements Codec<Undecided> {
  /** The only one. */
  INSTANCE;

  @Override
  public Class<Undecided> type() {
    return Undecided.class;
  }

  @Override
  public void write(Undecided undecided, DataOutputView out) throws IOException {
    out.writeLong(undecided.newest());
    RawRecordCodec.INSTANCE.write(undecided.record(), out);
  }

  @Override
  public Undecided read(DataInputView in, int version) throws IOException {
    long newest = in.readLong();
    return new Undecided(RawRecordCodec.INSTANCE.read(in, version), newest);
  }
}

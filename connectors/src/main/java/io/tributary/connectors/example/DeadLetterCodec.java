package io.tributary.connectors.example;

import io.tributary.connectors.example.Decoded.Rejected;
import io.tributary.connectors.serialization.Codec;
import io.tributary.connectors.serialization.Wire;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Dead letters in Flink's network and state. */
public enum DeadLetterCodec implements Codec<DeadLetter> {
  /** The only one. */
  INSTANCE;

  @Override
  public Class<DeadLetter> type() {
    return DeadLetter.class;
  }

  @Override
  public void write(DeadLetter letter, DataOutputView out) throws IOException {
    RawRecordCodec.INSTANCE.write(letter.record(), out);
    Rejected why = letter.why();
    Wire.writeText(why.reason().name(), out);
    Wire.writeText(why.detail(), out);
    out.writeInt(why.examplesByTask().size());
    for (Map.Entry<String, Integer> entry : why.examplesByTask().entrySet()) {
      Wire.writeText(entry.getKey(), out);
      out.writeInt(entry.getValue());
    }
  }

  @Override
  public DeadLetter read(DataInputView in, int version) throws IOException {
    RawRecord record = RawRecordCodec.INSTANCE.read(in, version);
    Reason reason = Reason.valueOf(Wire.readText(in));
    String detail = Wire.readText(in);
    int count = in.readInt();
    Map<String, Integer> examplesByTask = new HashMap<>();
    for (int i = 0; i < count; i++) {
      examplesByTask.put(Wire.readText(in), in.readInt());
    }
    return new DeadLetter(record, new Rejected(reason, detail, examplesByTask));
  }
}

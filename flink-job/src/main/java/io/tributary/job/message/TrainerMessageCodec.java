package io.tributary.job.message;

import io.tributary.connectors.example.ExampleCodec;
import io.tributary.connectors.serialization.Codec;
import io.tributary.connectors.serialization.Wire;
import io.tributary.job.message.TrainerMessage.Answer;
import io.tributary.job.message.TrainerMessage.Commanded;
import io.tributary.job.message.TrainerMessage.DeltaChunk;
import io.tributary.job.message.TrainerMessage.DevExamples;
import io.tributary.job.message.TrainerMessage.FreshExamples;
import io.tributary.job.message.TrainerMessage.Hello;
import io.tributary.job.message.TrainerMessage.Joined;
import io.tributary.job.message.TrainerMessage.Late;
import io.tributary.job.message.TrainerMessage.Moments;
import io.tributary.job.message.TrainerMessage.OfRound;
import io.tributary.job.message.TrainerMessage.Ready;
import io.tributary.job.message.TrainerMessage.Rejected;
import io.tributary.job.message.TrainerMessage.Settled;
import io.tributary.job.message.TrainerMessage.TestExamples;
import io.tributary.job.message.TrainerMessage.Waiting;
import io.tributary.model.Example;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Trainer messages in Flink's network: bulk in binary, the rest as JSON. */
public enum TrainerMessageCodec implements Codec<TrainerMessage> {
  /** The only one. */
  INSTANCE;

  private static final int DELTA_CHUNK = 0;
  private static final int DEV_EXAMPLES = 1;
  private static final int FIRST_JSON = 2;
  private static final int FRESH_EXAMPLES = 100;
  private static final int TEST_EXAMPLES = 101;

  /** In the order of their codes, which never changes. */
  private static final List<Class<? extends TrainerMessage>> JSON =
      List.of(
          Hello.class,
          Rejected.class,
          Ready.class,
          Waiting.class,
          Answer.class,
          Settled.class,
          Late.class,
          Moments.class,
          Joined.class,
          Commanded.class);

  @Override
  public Class<TrainerMessage> type() {
    return TrainerMessage.class;
  }

  @Override
  public void write(TrainerMessage message, DataOutputView out) throws IOException {
    if (message instanceof DeltaChunk chunk) {
      out.writeByte(DELTA_CHUNK);
      writeRound(chunk, out);
      out.writeInt(chunk.index());
      Wire.writeBytes(chunk.values(), out);
    } else if (message instanceof DevExamples dev) {
      out.writeByte(DEV_EXAMPLES);
      writeRound(dev, out);
      writeExamples(dev.examples(), out);
    } else if (message instanceof FreshExamples fresh) {
      out.writeByte(FRESH_EXAMPLES);
      writeRound(fresh, out);
      writeExamples(fresh.examples(), out);
    } else if (message instanceof TestExamples test) {
      out.writeByte(TEST_EXAMPLES);
      writeRound(test, out);
      writeExamples(test.examples(), out);
    } else {
      out.writeByte(FIRST_JSON + JSON.indexOf(message.getClass()));
      Wire.writeBytes(JsonCodec.MAPPER.writeValueAsBytes(message), out);
    }
  }

  @Override
  public TrainerMessage read(DataInputView in, int version) throws IOException {
    int code = in.readByte();
    switch (code) {
      case DELTA_CHUNK -> {
        return new DeltaChunk(FenceWire.read(in), in.readInt(), in.readInt(), Wire.readBytes(in));
      }
      case DEV_EXAMPLES -> {
        return new DevExamples(FenceWire.read(in), in.readInt(), readExamples(in, version));
      }
      case FRESH_EXAMPLES -> {
        return new FreshExamples(FenceWire.read(in), in.readInt(), readExamples(in, version));
      }
      case TEST_EXAMPLES -> {
        return new TestExamples(FenceWire.read(in), in.readInt(), readExamples(in, version));
      }
      default -> {
        if (code < FIRST_JSON || code >= FIRST_JSON + JSON.size()) {
          throw new IOException("No trainer message has the code " + code);
        }
        return JsonCodec.read(Wire.readBytes(in), JSON.get(code - FIRST_JSON));
      }
    }
  }

  private static void writeExamples(List<Example> examples, DataOutputView out) throws IOException {
    out.writeInt(examples.size());
    for (Example example : examples) {
      ExampleCodec.INSTANCE.write(example, out);
    }
  }

  private static List<Example> readExamples(DataInputView in, int version) throws IOException {
    int count = in.readInt();
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      examples.add(ExampleCodec.INSTANCE.read(in, version));
    }
    return examples;
  }

  private static void writeRound(OfRound message, DataOutputView out) throws IOException {
    FenceWire.write(message.fence(), out);
    out.writeInt(message.task());
  }
}

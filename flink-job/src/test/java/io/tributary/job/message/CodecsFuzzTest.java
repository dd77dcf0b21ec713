package io.tributary.job.message;

import io.tributary.connectors.example.DeadLetter;
import io.tributary.connectors.example.DeadLetterCodec;
import io.tributary.connectors.example.Decoded.Rejected;
import io.tributary.connectors.example.ExampleCodec;
import io.tributary.connectors.example.RawRecord;
import io.tributary.connectors.example.RawRecord.Header;
import io.tributary.connectors.example.RawRecordCodec;
import io.tributary.connectors.example.Reason;
import io.tributary.connectors.record.Fence;
import io.tributary.connectors.record.OutRecord;
import io.tributary.connectors.record.OutRecordCodec;
import io.tributary.connectors.record.RoundMessage;
import io.tributary.job.message.TrainerMessage.DeltaChunk;
import io.tributary.job.message.TrainerMessage.DevExamples;
import io.tributary.job.message.TrainerMessage.Hello;
import io.tributary.job.message.TrainerMessage.Moments;
import io.tributary.job.message.TrainerMessage.Ready;
import io.tributary.job.message.TrainerMessage.TestExamples;
import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Damaged state and damaged messages fail with an {@link IOException}, in little memory. */
class CodecsFuzzTest {

  private static final Fence FENCE = new Fence("run-1", 3, 41);
  private static final Example EXAMPLE =
      new Example(
          1, new Position(9, "t", 2, 3), Split.DEV, new float[] {1, 0.1f, 3}, new float[] {4});
  private static final RawRecord RAW =
      new RawRecord("topic", 3, 5, 7, null, new byte[40], List.of(new Header("h", new byte[3])));

  @Test
  void examples() throws IOException {
    FuzzedCodec.binary(ExampleCodec.INSTANCE, 10_000, EXAMPLE);
  }

  @Test
  void rawRecords() throws IOException {
    FuzzedCodec.binary(RawRecordCodec.INSTANCE, 5_000, RAW);
  }

  @Test
  void deadLetters() throws IOException {
    FuzzedCodec.binary(
        DeadLetterCodec.INSTANCE,
        5_000,
        new DeadLetter(RAW, new Rejected(Reason.EMPTY, "why", Map.of("", 1))));
  }

  @Test
  void outRecords() throws IOException {
    FuzzedCodec.binary(
        OutRecordCodec.INSTANCE,
        5_000,
        new OutRecord("t", new byte[] {1}, new byte[30], Map.of("a", "b", "c", "d")));
  }

  @Test
  void roundMessages() throws IOException {
    FuzzedCodec.binary(
        RoundMessageCodec.INSTANCE,
        5_000,
        new RoundMessage(RoundMessage.Kind.PARAMETERS, FENCE, 0, new byte[24]));
  }

  @Test
  void trainerMessages() throws IOException {
    FuzzedCodec.binary(
        TrainerMessageCodec.INSTANCE,
        10_000,
        new Hello(1, 2, 77),
        new Ready(FENCE, 1, 77L),
        new DeltaChunk(FENCE, 1, 2, new byte[24]),
        new Moments(FENCE, 1, 1, new double[] {2, 0.5, 3, 1}),
        new DevExamples(FENCE, 1, List.of(EXAMPLE, EXAMPLE)),
        new TestExamples(FENCE, 1, List.of(EXAMPLE, EXAMPLE)));
  }
}

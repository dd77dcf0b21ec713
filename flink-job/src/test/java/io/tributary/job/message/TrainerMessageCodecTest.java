package io.tributary.job.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.Fence;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.job.message.TrainerMessage.Answer;
import io.tributary.job.message.TrainerMessage.DeltaChunk;
import io.tributary.job.message.TrainerMessage.DevExamples;
import io.tributary.job.message.TrainerMessage.HeldOutScore;
import io.tributary.job.message.TrainerMessage.Hello;
import io.tributary.job.message.TrainerMessage.Late;
import io.tributary.job.message.TrainerMessage.Moments;
import io.tributary.job.message.TrainerMessage.Outcome;
import io.tributary.job.message.TrainerMessage.Ready;
import io.tributary.job.message.TrainerMessage.Rejected;
import io.tributary.job.message.TrainerMessage.Settled;
import io.tributary.job.message.TrainerMessage.Spent;
import io.tributary.job.message.TrainerMessage.Training;
import io.tributary.job.message.TrainerMessage.Waiting;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.evaluation.Baselines;
import io.tributary.model.evaluation.ClassTally;
import io.tributary.model.evaluation.LogitHistogram;
import io.tributary.model.evaluation.Score;
import io.tributary.model.evaluation.Score.Metric;
import io.tributary.model.lineage.MiniEpochLineage;
import io.tributary.model.lineage.Range;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class TrainerMessageCodecTest {

  private static final Fence FENCE = new Fence("run-1", 3, 41);

  @Test
  void bringsHistogramsBackAndScoresWithoutWhatIsNew() throws IOException {
    LogitHistogram histogram =
        new LogitHistogram(4, -7, new long[] {0, 1L << 40}, new long[] {3, 0});
    Score score =
        new Score(2, 1, Metric.ACCURACY, 1, null, List.of(new ClassTally(0, 0, 3, histogram)));

    String json = JsonCodec.MAPPER.writeValueAsString(score);
    Score back = JsonCodec.read(json.getBytes(StandardCharsets.UTF_8), Score.class);

    assertThat(back).usingRecursiveComparison().isEqualTo(score);
    assertThat(back.auc()).isEqualTo(0);
    byte[] older =
        "{\"examples\":4,\"lossSum\":2.0,\"metric\":\"ACCURACY\",\"metricSum\":3.0}"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(JsonCodec.read(older, Score.class))
        .isEqualTo(new Score(4, 2, Metric.ACCURACY, 3))
        .extracting(Score::objective)
        .isEqualTo(0.5);
  }

  @Test
  void bringsEveryKindOfMessageBack() throws IOException {
    Score diverged = new Score(5, Double.NaN, Metric.RMSE, Double.POSITIVE_INFINITY);
    Score fine =
        new Score(7, 1.0 / 3, Metric.ACCURACY, 6, 0.1, List.of(new ClassTally(1, 2, 3, null)));
    Training training =
        new Training(
            fine,
            diverged,
            new LabelScale(0.1, 2),
            new MiniEpochLineage(
                "left", 4, List.of(new Range("t", 1, 5, 9, 3)), "Yw", new LabelScale(0.1, 2)),
            new Baselines(5, 2, 1.5));
    for (TrainerMessage message :
        List.of(
            new Hello(1, 2, Long.MIN_VALUE),
            new Rejected(Map.of("", 2, "left", 1)),
            new Ready(FENCE, 1, 77L),
            new Ready(FENCE, 0, null),
            new Waiting(FENCE, 1, 12, 256, null),
            new Waiting(FENCE, 1, 12, 0, 30_000L),
            new Settled(FENCE, 1, 30_000L),
            new Settled(FENCE, 0, null),
            new Late(Map.of("left", 1)),
            new TrainerMessage.Joined(new RoundHeader.Joins(1, 2, 3, 4, 5, 6, 7)),
            new Answer(
                FENCE,
                1,
                Outcome.DELTA,
                training,
                List.of(new HeldOutScore(Split.TEST, fine)),
                new TaskCounters(1, 2, 3, 4, 5, 6, 7, 8),
                new Spent(0.5, 12.5)),
            new Answer(
                FENCE,
                1,
                Outcome.NONE,
                null,
                List.of(),
                new TaskCounters(1, 2, 3, 4, 5, 6, 7, 8),
                new Spent(0, 0)))) {
      assertThat(roundTrip(message)).isEqualTo(message);
    }
  }

  @Test
  void bringsBulkBack() throws IOException {
    DeltaChunk chunk = (DeltaChunk) roundTrip(new DeltaChunk(FENCE, 1, 2, new byte[] {1, 2, 3}));
    assertThat(chunk.fence()).isEqualTo(FENCE);
    assertThat(chunk.index()).isEqualTo(2);
    assertThat(chunk.values()).containsExactly(1, 2, 3);

    Example example =
        new Example(
            1,
            new Position(9, "t", 2, 3),
            Split.DEV,
            new float[] {Float.NaN, 0.1f},
            new float[] {4});
    DevExamples dev = (DevExamples) roundTrip(new DevExamples(FENCE, 1, List.of(example)));
    assertThat(dev.examples().get(0).position()).isEqualTo(example.position());
    assertThat(dev.examples().get(0).features()).containsExactly(Float.NaN, 0.1f);

    double[] sums = {3, 0.1, Double.NEGATIVE_INFINITY, Double.NaN, 1.0 / 3, 1e-300};
    Moments moments = (Moments) roundTrip(new Moments(FENCE, 1, 2, sums));
    assertThat(moments.task()).isEqualTo(1);
    assertThat(moments.columns()).isEqualTo(2);
    assertThat(moments.sums()).isEqualTo(sums);
  }

  private static TrainerMessage roundTrip(TrainerMessage message) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TrainerMessageCodec.INSTANCE.write(message, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    TrainerMessage read = TrainerMessageCodec.INSTANCE.read(in, 1);
    assertThat(in.available()).isZero();
    return read;
  }
}

package io.tributary.job.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.checkpoint.CheckpointId;
import io.tributary.connectors.record.AliasRecord.Judged;
import io.tributary.job.round.Contest.Outcome;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Models whose parameters are all zero predict the mean that their labels had. */
class ContestTest {

  private final Configuration configuration =
      ConfigurationFile.parse(
          """
          model: {name: contest, input: [2], trunk: [{dense: {units: 3}}]}
          tasks: {spend: {type: regression, target: true}}
          """,
          "contest.yaml",
          Path.of("."),
          Map.of());
  private final Engine engine = Engines.open(configuration);

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void comparesRegressionsInTheLabelsUnits() {
    Champion near = zeros(1, new LabelScale(101, 5));
    Champion far = zeros(2, new LabelScale(110, 500)); // of which 10 is a fiftieth
    Contest.Verdict verdict = judge(0, far, near);
    assertThat(verdict.outcome()).isEqualTo(Outcome.WORSE);
    Judged judged = Objects.requireNonNull(verdict.judged());
    assertThat(judged.measure()).isEqualTo("rmse");
    assertThat(judged.champion()).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-4));
    assertThat(judged.candidate()).isCloseTo(10, org.assertj.core.data.Offset.offset(1e-3));
    assertThat(judge(0, near, far).outcome()).isEqualTo(Outcome.NOT_WORSE);
    assertThat(judge(0, near, near).outcome()).isEqualTo(Outcome.NOT_WORSE);
  }

  @Test
  void letsAModelBeWorseByTheTolerance() {
    Champion champion = zeros(1, new LabelScale(102, 1));
    assertThat(judge(0.51, zeros(2, new LabelScale(103, 1)), champion).outcome())
        .isEqualTo(Outcome.NOT_WORSE);
    assertThat(judge(0.49, zeros(2, new LabelScale(103, 1)), champion).outcome())
        .isEqualTo(Outcome.WORSE);
    assertThat(
            judge(Double.POSITIVE_INFINITY, zeros(2, new LabelScale(1e6, 1)), champion).outcome())
        .isEqualTo(Outcome.NOT_WORSE);
  }

  @Test
  void aModelWithoutAScoreNeverWins() {
    Champion champion = zeros(1, new LabelScale(100, 1));
    Champion broken = zeros(2, new LabelScale(100, 1));
    Arrays.fill(broken.parameters(), Float.NaN);
    for (double tolerance : new double[] {0, Double.POSITIVE_INFINITY}) {
      assertThat(judge(tolerance, broken, champion).outcome()).isEqualTo(Outcome.WORSE);
      assertThat(judge(tolerance, champion, broken).outcome()).isEqualTo(Outcome.NOT_WORSE);
    }
  }

  @Test
  void withoutDevExamplesTrainedModelsFollowOneAnother() {
    Contest contest = new Contest(configuration.target(), 0);
    Champion champion = zeros(5, LabelScale.NONE);
    assertThat(contest.judge(engine, zeros(0, LabelScale.NONE), null, dev()).outcome())
        .isEqualTo(Outcome.FIRST);
    assertThat(contest.judge(engine, zeros(0, LabelScale.NONE), champion, List.of()).outcome())
        .isEqualTo(Outcome.UNTRAINED);
    assertThat(contest.judge(engine, zeros(1, LabelScale.NONE), champion, List.of()).outcome())
        .isEqualTo(Outcome.UNJUDGED);
    assertThat(List.of(Outcome.values()).stream().filter(Outcome::wins))
        .containsExactly(Outcome.FIRST, Outcome.UNJUDGED, Outcome.NOT_WORSE);
  }

  private Contest.Verdict judge(double tolerance, Champion candidate, Champion champion) {
    return new Contest(configuration.target(), tolerance).judge(engine, candidate, champion, dev());
  }

  private static List<Example> dev() {
    return List.of(dev(0), dev(1));
  }

  private static Example dev(long offset) {
    return new Example(
        0, new Position(0, "t", 0, offset), Split.DEV, new float[] {offset, 1}, new float[] {100});
  }

  private Champion zeros(long round, LabelScale scale) {
    return new Champion(
        new CheckpointId("r", 0, round), "", scale, new float[engine.layout().length()]);
  }
}

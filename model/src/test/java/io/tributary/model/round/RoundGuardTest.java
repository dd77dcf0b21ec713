package io.tributary.model.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.WeightingConfig;
import io.tributary.model.round.RoundReport.TaskReport;
import io.tributary.model.weighting.SmallProblem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a round leaves out, or does without tuning, so that no parameter is lost. */
class RoundGuardTest extends OneRound {

  @Test
  void aDeltaThatIsNotFiniteLeavesNoTraceBesideItsReason() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      TaskDelta broken = with(delta(2), bad, 5);
      RoundResult result = combine(delta(0), delta(1), broken);
      RoundResult without = combine(delta(0), delta(1));

      assertSameState(result.state(), without.state());
      TaskReport report = result.report().tasks().get(2);
      assertThat(report.guarded()).contains("not a finite number");
      assertThat(report.share()).isNull();
      assertThat(report.weight()).isEqualTo(1f);
      assertThat(report.examples()).isEqualTo(32);
      assertThat(result.report().guarded()).isEqualTo(1);
      assertThat(without.report().guarded()).isZero();
    }
  }

  @Test
  void keepsTheParametersWhenNoDeltaIsLeft() {
    for (List<TaskDelta> deltas :
        List.of(List.<TaskDelta>of(), List.of(with(delta(1), Float.NaN, 0)))) {
      RoundResult result = learner.combine(start, deltas, SCALES, DEV, FRESH);

      assertThat(result.state().round()).isEqualTo(1);
      assertThat(result.state().parameters()).isEqualTo(start.parameters());
      assertThat(result.state().weights()).isEqualTo(start.weights());
      assertThat(result.report().devAfter()).isEqualTo(result.report().devBefore());
    }
  }

  @Test
  void takesAlphaOneWhenTuningRunsAway() {
    // One step, so that no slope tells of the runaway before α is final.
    WeightingConfig wild = tuned(1e38, 1);
    RoundResult result = combine(learner(wild), delta(0), delta(1), delta(2));
    RoundResult plain =
        combine(learner(SmallProblem.method("uniform")), delta(0), delta(1), delta(2));

    assertSameState(result.state(), plain.state());
    assertThat(result.report().fallback()).contains("alpha = 1");
    assertThat(plain.report().fallback()).isNull();
    assertThat(result.report().guarded()).isZero();
  }

  @Test
  void leavesOutTheLargestDeltaWhenTheSumOverflows() {
    TaskDelta huge = filled(delta(2), 3e38f);
    RoundResult result = combine(delta(0), delta(1), huge);
    RoundResult without = combine(delta(0), delta(1));

    assertSameState(result.state(), without.state());
    assertThat(result.report().tasks().get(2).guarded()).contains("largest");
    assertThat(result.report().tasks().get(0).guarded()).isNull();
  }

  @Test
  void parametersStayFiniteWhateverDeltasCome() {
    RoundResult result =
        combine(filled(delta(0), 3e38f), filled(delta(1), 2e38f), filled(delta(2), -3e38f));

    for (float value : result.state().parameters()) {
      assertThat(value).isFinite();
    }
    assertThat(result.report().devAfter().loss()).isFinite();
    assertThat(result.report().guarded()).isPositive();
  }

  @Test
  void leavesARoundOutThatRaisesTheDevLossBeyondTheTolerance() {
    TaskDelta[] harmful = {negative(delta(0)), negative(delta(1))};
    RoundResult taken = combine(learner(SmallProblem.method("uniform")), harmful);
    double before = taken.report().devBefore().loss();
    double rise = taken.report().devAfter().loss() / before - 1;
    assertThat(rise).isPositive();
    assertThat(taken.report().leftOut()).isFalse();

    RoundResult tolerated = combine(tolerant(rise * 1.01), harmful);
    assertSameState(tolerated.state(), taken.state());
    assertThat(tolerated.report().leftOut()).isFalse();

    RoundResult leftOut = combine(tolerant(rise * 0.99), harmful);
    assertThat(leftOut.report().leftOut()).isTrue();
    assertThat(leftOut.report().guarded()).isEqualTo(2);
    assertThat(leftOut.state().round()).isEqualTo(1);
    assertThat(leftOut.state().parameters()).isEqualTo(start.parameters());
    assertThat(leftOut.state().weights()).isEqualTo(start.weights());
    assertThat(leftOut.state().weighting()).isEqualTo(start.weighting());
    assertThat(leftOut.report().devAfter()).isEqualTo(leftOut.report().devBefore());
    for (int task = 0; task < 2; task++) {
      assertThat(share(leftOut, task).alpha()).isZero();
      assertThat(share(leftOut, task).deltaNorm()).isEqualTo(share(taken, task).deltaNorm());
      assertThat(leftOut.report().tasks().get(task).guarded())
          .contains("by more than dev.tolerance");
    }
    assertThat(leftOut.report().tasks().get(2).guarded()).isNull();
  }

  @Test
  void toleratesAnythingWithoutDevExamples() {
    RoundResult result =
        tolerant(0).combine(start, List.of(negative(delta(1))), SCALES, List.of(), FRESH);
    assertThat(result.report().leftOut()).isFalse();
    assertThat(result.state().parameters()).isNotEqualTo(start.parameters());
  }

  private RoundLearner tolerant(double tolerance) {
    WeightingConfig uniform = SmallProblem.method("uniform");
    Configuration configuration = SmallProblem.configuration(TASKS, TARGET, uniform, tolerance);
    return new RoundLearner(engine, configuration);
  }

  private static TaskDelta negative(TaskDelta delta) {
    float[] values = delta.values().clone();
    for (int p = 0; p < values.length; p++) {
      values[p] = -values[p];
    }
    return new TaskDelta(delta.task(), delta.miniEpoch(), values, delta.before(), delta.after());
  }

  private static WeightingConfig tuned(double learningRate, int steps) {
    return new WeightingConfig(
        "alphavil",
        1,
        "paper",
        List.of(),
        SmallProblem.alpha(SmallProblem.sgd(learningRate), steps, 0),
        Map.of(),
        1,
        0.5,
        1,
        WeightingConfig.Columns.LENGTH);
  }

  private static TaskDelta with(TaskDelta delta, float value, int at) {
    float[] values = delta.values().clone();
    values[at] = value;
    return new TaskDelta(delta.task(), delta.miniEpoch(), values, delta.before(), delta.after());
  }

  private static TaskDelta filled(TaskDelta delta, float value) {
    float[] values = delta.values().clone();
    Arrays.fill(values, value);
    return new TaskDelta(delta.task(), delta.miniEpoch(), values, delta.before(), delta.after());
  }
}

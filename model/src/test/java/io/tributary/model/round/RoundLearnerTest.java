package io.tributary.model.round;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.Split;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.WeightingConfig;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.evaluation.Score;
import io.tributary.model.round.RoundReport.Share;
import io.tributary.model.round.RoundReport.TaskReport;
import io.tributary.model.weighting.SmallProblem;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** One round over a real engine: guards, report, and what does not depend on what. */
class RoundLearnerTest {

  private static final int TASKS = 3;
  private static final int TARGET = 1;
  private static final List<LabelScale> SCALES = Collections.nCopies(TASKS, LabelScale.NONE);
  private static final List<Example> DEV = SmallProblem.examples(TARGET, Split.DEV, 40, 11);
  private static final List<Example> FRESH = SmallProblem.examples(TARGET, Split.TRAIN, 32, 12);
  private static final Configuration CONFIGURATION = configuration(SmallProblem.method("alphavil"));
  private static final Engine ENGINE = Engines.open(CONFIGURATION);
  private static final RoundLearner LEARNER = learner(SmallProblem.method("alphavil"));
  private static final RoundState START = LEARNER.initial();

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @Test
  void startsWithTheEnginesParametersAndTheMethodsWeights() {
    assertThat(START.round()).isZero();
    assertThat(START.parameters()).isEqualTo(ENGINE.initialParameters());
    assertThat(START.weights()).containsExactly(1, 1, 1);
    assertThat(START.scales()).isEqualTo(SCALES);
  }

  @Test
  void theOrderInWhichDeltasArriveDoesNotMatter() {
    RoundResult inOrder = combine(delta(0), delta(1), delta(2));
    RoundResult mixed = combine(delta(2), delta(0), delta(1));

    assertSameState(mixed.state(), inOrder.state());
    assertThat(mixed.report()).isEqualTo(inOrder.report());
  }

  @Test
  void aRoundLowersTheDevLossAndMovesTheWeights() {
    RoundResult result = combine(delta(0), delta(1), delta(2));

    assertThat(result.state().round()).isEqualTo(1);
    assertThat(result.report().devAfter().loss()).isLessThan(result.report().devBefore().loss());
    assertThat(result.state().weights()).doesNotContain(1f);
    for (TaskReport task : result.report().tasks()) {
      double alpha = share(result, task.task()).alpha();
      assertThat((double) task.weight()).isCloseTo(1 + (alpha - 1), within(1e-6));
      assertThat(task.weight()).isEqualTo(result.state().weights()[task.task()]);
    }
  }

  @Test
  void scoresTheDevWindowUnderOldAndNewParameters() {
    RoundResult result = combine(delta(0), delta(1), delta(2));

    Score before = ENGINE.score(START.parameters(), TARGET, DEV, LabelScale.NONE);
    Score after = ENGINE.score(result.state().parameters(), TARGET, DEV, LabelScale.NONE);
    assertThat(result.report().devBefore()).isEqualTo(before);
    assertThat(result.report().devAfter().loss()).isCloseTo(after.loss(), within(1e-6));
    assertThat(result.report().devAfter().value()).isEqualTo(after.value());
  }

  @Test
  void reportsWhatEachDeltaIs() {
    RoundResult result = combine(delta(0), delta(1), delta(2));

    double[] target = trunk(delta(TARGET));
    for (int task = 0; task < TASKS; task++) {
      TaskDelta delta = delta(task);
      double[] trunk = trunk(delta);
      double norm = 0;
      for (float value : delta.values()) {
        norm += (double) value * value;
      }
      Share share = share(result, task);
      double cosine = dot(trunk, target) / Math.sqrt(dot(trunk, trunk) * dot(target, target));
      assertThat(share.deltaNorm()).isCloseTo(Math.sqrt(norm), within(1e-5));
      assertThat(share.cosineToTarget()).isCloseTo(cosine, within(1e-5));
      assertThat(share.contribution()).isCloseTo(-slopeAtOnes(task), within(2e-3));
      TaskReport report = result.report().tasks().get(task);
      assertThat(report.examples()).isEqualTo(32);
      assertThat(report.lossBefore()).isEqualTo(delta.before().loss());
      assertThat(report.lossAfter()).isEqualTo(delta.after().loss());
    }
    assertThat(share(result, TARGET).cosineToTarget()).isCloseTo(1, within(1e-5));
  }

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
      RoundResult result = LEARNER.combine(START, deltas, SCALES, DEV, FRESH);

      assertThat(result.state().round()).isEqualTo(1);
      assertThat(result.state().parameters()).isEqualTo(START.parameters());
      assertThat(result.state().weights()).isEqualTo(START.weights());
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
    assertThat(leftOut.state().parameters()).isEqualTo(START.parameters());
    assertThat(leftOut.state().weights()).isEqualTo(START.weights());
    assertThat(leftOut.state().weighting()).isEqualTo(START.weighting());
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
        tolerant(0).combine(START, List.of(negative(delta(1))), SCALES, List.of(), FRESH);
    assertThat(result.report().leftOut()).isFalse();
    assertThat(result.state().parameters()).isNotEqualTo(START.parameters());
  }

  @Test
  void doesWithoutTheTargetsDelta() {
    RoundResult result = combine(delta(0), delta(2));

    assertThat(share(result, 0).cosineToTarget()).isNull();
    assertThat(share(result, 0).contribution()).isNotNull();
    assertThat(result.report().tasks().get(TARGET).share()).isNull();
    assertThat(result.state().weights()[TARGET]).isEqualTo(1f);
  }

  @Test
  void doesWithoutDevExamples() {
    RoundResult result =
        LEARNER.combine(START, List.of(delta(0), delta(1)), SCALES, List.of(), FRESH);

    assertThat(share(result, 0).contribution()).isNull();
    assertThat(share(result, 0).alpha()).isEqualTo(1);
    assertThat(result.state().weights()).containsExactly(1, 1, 1);
    assertThat(result.report().devBefore().examples()).isZero();
    assertThat(result.report().devAfter().examples()).isZero();
  }

  @Test
  void tunesAtEveryNthRoundOnly() {
    WeightingConfig every = SmallProblem.method("alphavil");
    RoundLearner learner =
        learner(
            new WeightingConfig(
                "alphavil",
                2,
                "paper",
                List.of(),
                every.alpha(),
                Map.of(),
                1,
                0.5,
                1,
                WeightingConfig.Columns.LENGTH));
    RoundResult first = combine(learner, delta(0), delta(1));
    assertThat(share(first, 0).alpha()).isEqualTo(1);
    assertThat(first.state().weights()).containsExactly(1, 1, 1);

    RoundResult second =
        learner.combine(first.state(), List.of(delta(0), delta(1)), SCALES, DEV, FRESH);
    assertThat(share(second, 0).alpha()).isNotEqualTo(1);
    assertThat(second.state().weights()[0]).isNotEqualTo(1f);
  }

  @Test
  void singleTrainsTheTargetAlone() {
    RoundLearner single = learner(SmallProblem.method("single"));

    assertThat(single.branches().train(TARGET)).isTrue();
    assertThat(single.branches().train(0)).isFalse();
    assertThat(LEARNER.branches().train(0)).isTrue();
    assertThatThrownBy(() -> combine(single, delta(0), delta(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a delta of task 0, which is not trained");
  }

  @Test
  void refusesDeltasThatCannotBe() {
    assertThatThrownBy(() -> combine(delta(0), delta(0)))
        .hasMessage("two deltas of task 0 in one round");
    TaskDelta shortened = new TaskDelta(0, 1, new float[3], delta(0).before(), delta(0).after());
    assertThatThrownBy(() -> combine(shortened)).hasMessage("a delta of task 0 has 3 elements");
    assertThatThrownBy(() -> LEARNER.combine(START, List.of(), List.of(), DEV, FRESH))
        .hasMessage("0 scales for 3 tasks");
  }

  @Test
  void changesNothingThatItWasGiven() {
    float[] parameters = START.parameters().clone();
    TaskDelta delta = delta(0);
    float[] values = delta.values().clone();
    combine(delta, delta(1));

    assertThat(START.parameters()).isEqualTo(parameters);
    assertThat(START.weights()).containsExactly(1, 1, 1);
    assertThat(delta.values()).isEqualTo(values);
  }

  private static Configuration configuration(WeightingConfig weighting) {
    return SmallProblem.configuration(TASKS, TARGET, weighting);
  }

  private static RoundLearner learner(WeightingConfig weighting) {
    Configuration configuration = configuration(weighting);
    return new RoundLearner(ENGINE, configuration);
  }

  private static RoundLearner tolerant(double tolerance) {
    WeightingConfig uniform = SmallProblem.method("uniform");
    Configuration configuration = SmallProblem.configuration(TASKS, TARGET, uniform, tolerance);
    return new RoundLearner(ENGINE, configuration);
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

  private static TaskDelta delta(int task) {
    return ENGINE.train(START.parameters(), 1, SmallProblem.miniEpoch(task, 1));
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

  private static RoundResult combine(TaskDelta... deltas) {
    return combine(LEARNER, deltas);
  }

  private static RoundResult combine(RoundLearner learner, TaskDelta... deltas) {
    return learner.combine(START, List.of(deltas), SCALES, DEV, FRESH);
  }

  private static Share share(RoundResult result, int task) {
    return requireNonNull(result.report().tasks().get(task).share());
  }

  /** The slope of the dev loss along one delta, by central differences of whole parameters. */
  private static double slopeAtOnes(int task) {
    double step = 0.05;
    return (devLoss(task, 1 + step) - devLoss(task, 1 - step)) / (2 * step);
  }

  private static double devLoss(int task, double alpha) {
    float[] parameters = START.parameters().clone();
    int trunk = ENGINE.layout().trunk().length();
    for (int i = 0; i < TASKS; i++) {
      double factor = i == task ? alpha : 1;
      float[] values = delta(i).values();
      int head = ENGINE.layout().heads().get(i).offset();
      for (int p = 0; p < values.length; p++) {
        parameters[p < trunk ? p : head + p - trunk] += (float) (factor * values[p]);
      }
    }
    return ENGINE.score(parameters, TARGET, DEV, LabelScale.NONE).loss();
  }

  private static double[] trunk(TaskDelta delta) {
    double[] trunk = new double[ENGINE.layout().trunk().length()];
    Arrays.setAll(trunk, p -> delta.values()[p]);
    return trunk;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int p = 0; p < a.length; p++) {
      sum += a[p] * b[p];
    }
    return sum;
  }

  private static void assertSameState(RoundState actual, RoundState expected) {
    assertThat(actual.round()).isEqualTo(expected.round());
    assertThat(actual.parameters()).isEqualTo(expected.parameters());
    assertThat(actual.weights()).isEqualTo(expected.weights());
    assertThat(actual.scales()).isEqualTo(expected.scales());
  }
}

package io.tributary.model.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.LabelScale;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.WeightingConfig;
import io.tributary.model.evaluation.Score;
import io.tributary.model.round.RoundReport.Share;
import io.tributary.model.round.RoundReport.TaskReport;
import io.tributary.model.weighting.SmallProblem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * One round over a real engine: what it does, what it reports, and what does not depend on what.
 */
class RoundLearnerTest extends OneRound {

  @Test
  void startsWithTheEnginesParametersAndTheMethodsWeights() {
    assertThat(start.round()).isZero();
    assertThat(start.parameters()).isEqualTo(engine.initialParameters());
    assertThat(start.weights()).containsExactly(1, 1, 1);
    assertThat(start.scales()).isEqualTo(SCALES);
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

    Score before = engine.score(start.parameters(), TARGET, DEV, LabelScale.NONE);
    Score after = engine.score(result.state().parameters(), TARGET, DEV, LabelScale.NONE);
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
        learner.combine(start, List.of(delta(0), delta(1)), SCALES, List.of(), FRESH);

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
    assertThat(learner.branches().train(0)).isTrue();
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
    assertThatThrownBy(() -> learner.combine(start, List.of(), List.of(), DEV, FRESH))
        .hasMessage("0 scales for 3 tasks");
  }

  @Test
  void changesNothingThatItWasGiven() {
    float[] parameters = start.parameters().clone();
    TaskDelta delta = delta(0);
    float[] values = delta.values().clone();
    combine(delta, delta(1));

    assertThat(start.parameters()).isEqualTo(parameters);
    assertThat(start.weights()).containsExactly(1, 1, 1);
    assertThat(delta.values()).isEqualTo(values);
  }

  /** The slope of the dev loss along one delta, by central differences of whole parameters. */
  private double slopeAtOnes(int task) {
    double step = 0.05;
    return (devLoss(task, 1 + step) - devLoss(task, 1 - step)) / (2 * step);
  }

  private double devLoss(int task, double alpha) {
    float[] parameters = start.parameters().clone();
    int trunk = engine.layout().trunk().length();
    for (int i = 0; i < TASKS; i++) {
      double factor = i == task ? alpha : 1;
      float[] values = delta(i).values();
      int head = engine.layout().heads().get(i).offset();
      for (int p = 0; p < values.length; p++) {
        parameters[p < trunk ? p : head + p - trunk] += (float) (factor * values[p]);
      }
    }
    return engine.score(parameters, TARGET, DEV, LabelScale.NONE).loss();
  }

  private double[] trunk(TaskDelta delta) {
    double[] trunk = new double[engine.layout().trunk().length()];
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
}

package io.tributary.model.round;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.Split;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.WeightingConfig;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.round.RoundReport.Share;
import io.tributary.model.weighting.SmallProblem;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A round of three tasks over a real engine. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class OneRound {

  static final int TASKS = 3;
  static final int TARGET = 1;
  static final List<LabelScale> SCALES = Collections.nCopies(TASKS, LabelScale.NONE);
  static final List<Example> DEV = SmallProblem.examples(TARGET, Split.DEV, 40, 11);
  static final List<Example> FRESH = SmallProblem.examples(TARGET, Split.TRAIN, 32, 12);
  final Engine engine = Engines.open(configuration(SmallProblem.method("alphavil")));
  final RoundLearner learner = learner(SmallProblem.method("alphavil"));
  final RoundState start = learner.initial();

  @AfterAll
  void close() {
    engine.close();
  }

  static Configuration configuration(WeightingConfig weighting) {
    return SmallProblem.configuration(TASKS, TARGET, weighting);
  }

  RoundLearner learner(WeightingConfig weighting) {
    Configuration configuration = configuration(weighting);
    return new RoundLearner(engine, configuration);
  }

  TaskDelta delta(int task) {
    return engine.train(start.parameters(), 1, SmallProblem.miniEpoch(task, 1));
  }

  RoundResult combine(TaskDelta... deltas) {
    return combine(learner, deltas);
  }

  RoundResult combine(RoundLearner learner, TaskDelta... deltas) {
    return learner.combine(start, List.of(deltas), SCALES, DEV, FRESH);
  }

  static Share share(RoundResult result, int task) {
    return requireNonNull(result.report().tasks().get(task).share());
  }

  static void assertSameState(RoundState actual, RoundState expected) {
    assertThat(actual.round()).isEqualTo(expected.round());
    assertThat(actual.parameters()).isEqualTo(expected.parameters());
    assertThat(actual.weights()).isEqualTo(expected.weights());
    assertThat(actual.scales()).isEqualTo(expected.scales());
  }
}

package io.tributary.model.weighting;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Example;
import io.tributary.model.LabelMoments;
import io.tributary.model.Split;
import io.tributary.model.TaskType;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.WeightingConfig;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.weighting.Weighting.Decision;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every weighting keeps, whatever the space it is asked about. It runs once for each method
 * that {@link Weightings} names, and each of its rules: a new one takes part by being named there.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("io.tributary.model.weighting.SmallProblem#methods")
public abstract class WeightingContract {

  private static final int TASKS = 4;
  private static final int TARGET = 1;

  @Parameter private String name = "";

  /** A space with one delta for each of the tasks, for examples of {@link SmallProblem}. */
  protected abstract DeltaSpace open(Configuration configuration, List<Integer> tasks);

  @Test
  void answersTheSameQuestionWithTheSameBits() {
    Decision first = decide(TASKS, List.of(0, 1, 2, 3), dev(20));
    Decision second = decide(TASKS, List.of(0, 1, 2, 3), dev(20));

    assertThat(second.alpha()).isEqualTo(first.alpha());
    assertThat(second.weights()).isEqualTo(first.weights());
    assertThat(copy(second.state())).usingRecursiveComparison().isEqualTo(copy(first.state()));
  }

  @Test
  void givesOneCoefficientToEachDeltaAndAWeightToEachTask() {
    for (List<Integer> tasks :
        List.of(List.of(0, 1, 2, 3), List.of(1), List.of(0), List.of(2, 3), List.of(0, 3))) {
      Decision decision = decide(TASKS, tasks, dev(20));

      assertThat(decision.alpha()).hasSize(tasks.size());
      assertThat(decision.weights()).hasSize(TASKS);
      assertFinite(decision);
    }
  }

  @Test
  void worksWithTheTargetAlone() {
    Configuration configuration = SmallProblem.configuration(1, 0, method());
    Weighting weighting = Weightings.create(configuration);

    assertThat(weighting.initialWeights(1)).hasSize(1);
    try (DeltaSpace space = open(configuration, List.of(0))) {
      Question question =
          new Question(1, 7, 0, List.of(0), new float[] {1}, WeightingState.EMPTY, space, dev(20));
      assertFinite(weighting.decide(question));
    }
  }

  @Test
  void keepsTheWeightsOfTasksWithoutADelta() {
    float[] before = weighting().initialWeights(TASKS);
    Decision decision = decide(TASKS, List.of(1, 2), dev(20));

    assertThat(decision.weights()[0]).isEqualTo(before[0]);
    assertThat(decision.weights()[3]).isEqualTo(before[3]);
  }

  @Test
  void moreThanTheWholeWindowIsNeverNeeded() {
    assertFinite(decide(TASKS, List.of(0, 1, 2, 3), dev(1)));
  }

  /** One that asks for the dev loss leaves everything as it is; others do not notice. */
  @Test
  void makesNothingOfAnEmptyDevWindow() {
    Decision with = decide(TASKS, List.of(0, 1, 2, 3), dev(20));
    Decision without = decide(TASKS, List.of(0, 1, 2, 3), List.of());

    boolean looksAtDev =
        !Arrays.equals(with.alpha(), without.alpha())
            || !Arrays.equals(with.weights(), without.weights());
    if (looksAtDev) {
      assertThat(without.weights()).isEqualTo(weighting().initialWeights(TASKS));
      assertThat(without.alpha()[TARGET]).isEqualTo(1);
    }
  }

  @Test
  void sharesNoArrayWithTheQuestionAndChangesNone() {
    Configuration configuration = configuration();
    Weighting weighting = Weightings.create(configuration);
    float[] weights = weighting.initialWeights(TASKS);
    float[] untouched = weights.clone();
    try (DeltaSpace space = open(configuration, List.of(0, 1, 2, 3))) {
      Decision decision = weighting.decide(question(space, List.of(0, 1, 2, 3), weights, dev(20)));

      assertThat(weights).isEqualTo(untouched);
      assertThat(decision.weights()).isNotSameAs(weights);
      decision.weights()[0] = 99;
      decision.alpha()[0] = 99;
      Decision again = weighting.decide(question(space, List.of(0, 1, 2, 3), weights, dev(20)));
      assertThat(again.weights()[0]).isNotEqualTo(99);
      assertThat(again.alpha()[0]).isNotEqualTo(99);
    }
    weighting.initialWeights(TASKS)[0] = 99;
    assertThat(weighting.initialWeights(TASKS)[0]).isNotEqualTo(99);
  }

  @Test
  void goesOnFromARestoredStateAsIfNothingHadHappened() {
    Configuration configuration = configuration();
    try (DeltaSpace space = open(configuration, List.of(0, 1, 2, 3))) {
      Weighting running = Weightings.create(configuration);
      float[] initial = running.initialWeights(TASKS);
      Decision first = running.decide(question(space, List.of(0, 1, 2, 3), initial, dev(20)));
      Decision next = running.decide(following(space, first, first.state()));
      Weighting restored = Weightings.create(configuration);
      Decision again = restored.decide(following(space, first, copy(first.state())));

      assertThat(again.alpha()).isEqualTo(next.alpha());
      assertThat(again.weights()).isEqualTo(next.weights());
    }
  }

  @Test
  void leavesTheSpaceOpenAndAsItWas() {
    Configuration configuration = configuration();
    try (WatchedSpace space = new WatchedSpace(open(configuration, List.of(0, 1, 2, 3)))) {
      float[] ones = {1, 1, 1, 1};
      float[] before = space.combine(ones);
      Weighting weighting = Weightings.create(configuration);
      weighting.decide(
          question(space, List.of(0, 1, 2, 3), weighting.initialWeights(TASKS), dev(20)));

      assertThat(space.isClosed()).isFalse();
      assertThat(space.combine(ones)).isEqualTo(before);
    }
  }

  @Test
  void bearsTheNameThatTheConfigurationCallsItBy() {
    assertThat(weighting().name()).isEqualTo(method().method());
  }

  private WeightingConfig method() {
    return SmallProblem.method(name);
  }

  private Configuration configuration() {
    return SmallProblem.configuration(TASKS, TARGET, method());
  }

  private Weighting weighting() {
    return Weightings.create(configuration());
  }

  private Decision decide(int tasks, List<Integer> answering, List<Example> dev) {
    Configuration configuration = configuration();
    Weighting weighting = Weightings.create(configuration);
    try (DeltaSpace space = open(configuration, answering)) {
      return weighting.decide(question(space, answering, weighting.initialWeights(tasks), dev));
    }
  }

  private static Question question(
      DeltaSpace space, List<Integer> tasks, float[] weights, List<Example> dev) {
    return new Question(
        1,
        7,
        TARGET,
        tasks,
        weights,
        WeightingState.EMPTY,
        space,
        dev,
        dev,
        moments(tasks, 1),
        Map.of());
  }

  private static Question following(DeltaSpace space, Decision last, WeightingState state) {
    List<Integer> tasks = List.of(0, 1, 2, 3);
    return new Question(
        2,
        7,
        TARGET,
        tasks,
        last.weights(),
        state,
        space,
        dev(20),
        dev(20),
        moments(tasks, 2),
        Map.of());
  }

  private static Map<Integer, LabelMoments> moments(List<Integer> tasks, long round) {
    Map<Integer, LabelMoments> moments = new TreeMap<>();
    TaskType type = new TaskType.Classification(SmallProblem.CLASSES);
    for (int task : tasks) {
      List<Example> examples = SmallProblem.miniEpoch(task, round).examples();
      moments.put(task, LabelMoments.of(type, examples));
    }
    return moments;
  }

  private static List<Example> dev(int count) {
    return SmallProblem.examples(TARGET, Split.DEV, count, 5);
  }

  private static WeightingState copy(WeightingState state) {
    Map<String, double[]> values = new TreeMap<>();
    state.values().forEach((name, array) -> values.put(name, array.clone()));
    return new WeightingState(values);
  }

  private static void assertFinite(Decision decision) {
    for (float[] values : List.of(decision.alpha(), decision.weights())) {
      assertThat(IntStream.range(0, values.length))
          .allSatisfy(i -> assertThat(values[i]).isFinite());
    }
    decision
        .state()
        .values()
        .values()
        .forEach(array -> assertThat(array).doesNotContain(Double.NaN));
  }
}

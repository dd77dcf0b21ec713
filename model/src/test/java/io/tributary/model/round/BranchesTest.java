package io.tributary.model.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.Segment;
import io.tributary.model.Split;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.WeightingConfig;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.weighting.SmallProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Rounds with shadows on the real engine, beside runs of each method alone. */
class BranchesTest {

  private static final int TASKS = 3;
  private static final int TARGET = 1;
  private static final List<LabelScale> SCALES = Collections.nCopies(TASKS, LabelScale.NONE);

  private static final Configuration WITH_SHADOWS =
      configuration("alphavil", "credit", List.of("single", "uniform"));
  private static final Configuration PAIRS =
      configuration("alphavil", "credit", List.of("single", "pairs"));
  private static final Engine ENGINE = Engines.open(WITH_SHADOWS);
  private static final int LENGTH = ENGINE.layout().length();

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @Test
  void everyBranchLearnsAsItWouldAlone() {
    List<RoundState> all = run(new RoundLearner(ENGINE, WITH_SHADOWS), 6);
    List<RoundState> learned =
        run(new RoundLearner(ENGINE, configuration("alphavil", "credit", List.of())), 6);
    List<RoundState> single =
        run(new RoundLearner(ENGINE, configuration("single", "paper", List.of())), 6);
    List<RoundState> uniform =
        run(new RoundLearner(ENGINE, configuration("uniform", "paper", List.of())), 6);

    for (int round = 0; round < all.size(); round++) {
      float[] parameters = all.get(round).parameters();
      assertThat(parameters).hasSize(3 * LENGTH);
      assertThat(all.get(round).weights()).isEqualTo(learned.get(round).weights());
      assertThat(branch(parameters, 0)).isEqualTo(learned.get(round).parameters());
      assertThat(ofTarget(branch(parameters, 1)))
          .isEqualTo(ofTarget(single.get(round).parameters()));
      assertThat(branch(parameters, 2)).isEqualTo(uniform.get(round).parameters());
    }
  }

  @Test
  void aPairTakesTheTargetsDeltaAndThatOfOneOther() {
    RoundLearner learner = new RoundLearner(ENGINE, PAIRS);
    RoundState start = last(run(learner, 4)); // by now branches differ
    List<TaskDelta> deltas = deltas(learner, start, 5);
    RoundState end = learner.combine(start, deltas, SCALES, List.of(), fresh(5)).state();

    Segment trunk = ENGINE.layout().trunk();
    for (int branch = 2; branch < 4; branch++) {
      int other = branch == 2 ? 0 : 2;
      float[] from = slice(branch(start.parameters(), branch), trunk);
      float[] to = slice(branch(end.parameters(), branch), trunk);
      List<TaskDelta> taken = learner.branches().deltas(deltas, branch, ENGINE.layout());
      assertThat(taken).extracting(TaskDelta::task).containsExactlyInAnyOrder(TARGET, other);
      for (int i = 0; i < to.length; i++) {
        assertThat((double) to[i])
            .isCloseTo(
                (double) from[i] + taken.get(0).values()[i] + taken.get(1).values()[i],
                within(1e-5));
      }
      assertThat(slice(branch(end.parameters(), branch), ENGINE.layout().heads().get(2 - other)))
          .isEqualTo(slice(branch(end.parameters(), 0), ENGINE.layout().heads().get(2 - other)));
    }
  }

  @Test
  void theOnlyPairLearnsAsUniformDoes() {
    Configuration pair = configuration(2, "alphavil", "credit", List.of("single", "pairs"));
    Configuration uniform = configuration(2, "alphavil", "credit", List.of("single", "uniform"));
    try (Engine engine = Engines.open(pair)) {
      RoundLearner one = new RoundLearner(engine, pair);
      RoundLearner other = new RoundLearner(engine, uniform);
      assertThat(one.branches().name(2)).isEqualTo("with-" + pair.taskNames().get(0));
      RoundState here = one.initial();
      RoundState there = other.initial();
      for (int round = 1; round <= 6; round++) { // too few for a branch to lose its place
        here = next(engine, one, here, round);
        there = next(engine, other, there, round);
        int length = engine.layout().length();
        assertThat(Arrays.copyOfRange(here.parameters(), length, 3 * length))
            .isEqualTo(Arrays.copyOfRange(there.parameters(), length, 3 * length));
      }
    }
  }

  @Test
  void manyTasksMakeNoPairs() {
    int most = Branch.MOST_PAIRS + 1;
    List<String> words = List.of("single", "pairs");

    assertThat(Branches.of(configuration(most, "alphavil", "credit", words)).size())
        .isEqualTo(2 + Branch.MOST_PAIRS);
    Branches many = Branches.of(configuration(most + 1, "alphavil", "credit", words));
    assertThat(many.size()).isEqualTo(3);
    assertThat(many.name(2)).isEqualTo("uniform");
  }

  @Test
  void headsThatABranchDoesNotTrainAreTheMethods() {
    RoundState last = last(run(new RoundLearner(ENGINE, WITH_SHADOWS), 3));

    for (int task : new int[] {0, 2}) {
      Segment head = ENGINE.layout().heads().get(task);
      assertThat(slice(branch(last.parameters(), 1), head))
          .isEqualTo(slice(branch(last.parameters(), 0), head))
          .isNotEqualTo(slice(ENGINE.initialParameters(), head));
    }
  }

  @Test
  void tellsTheWeightsOfTheMethodAndTheScoresOfTheLeader() {
    RoundLearner learner = new RoundLearner(ENGINE, WITH_SHADOWS);
    List<Example> dev = SmallProblem.examples(TARGET, Split.DEV, 40, 11);
    RoundState state = learner.initial();
    for (int round = 1; round <= 12; round++) {
      int leader = state.leader();
      List<TaskDelta> deltas = deltas(learner, state, round);
      RoundResult result = learner.combine(state, deltas, SCALES, dev, fresh(round));
      RoundReport report = result.report();

      assertThat(report.method()).isEqualTo("alphavil");
      assertThat(report.leader()).isEqualTo(learner.branches().name(result.state().leader()));
      assertThat(report.devBefore()).isEqualTo(score(branch(state.parameters(), leader), dev));
      assertThat(report.devAfter())
          .isEqualTo(score(branch(result.state().parameters(), result.state().leader()), dev));
      for (int task = 0; task < TASKS; task++) {
        assertThat(report.tasks().get(task).weight()).isEqualTo(result.state().weights()[task]);
      }
      state = result.state();
    }
  }

  @Test
  void whatABranchThatRanOffLeavesIsTheLeaders() {
    RoundLearner learner = new RoundLearner(ENGINE, WITH_SHADOWS);
    RoundState state = learner.initial();
    float[] spoiled = state.parameters().clone();
    Arrays.fill(spoiled, 2 * LENGTH, 3 * LENGTH, 1e30f);
    state = state.with(spoiled);

    RoundState next =
        learner.combine(state, deltas(learner, state, 1), SCALES, List.of(), fresh(1)).state();

    assertThat(next.leader()).isNotEqualTo(2);
    assertThat(branch(next.parameters(), 2)).isEqualTo(branch(next.parameters(), next.leader()));
    for (float value : next.parameters()) {
      assertThat(value).isFinite();
    }
  }

  @Test
  void aStateOfOtherBranchesGoesOnFromWhatWasPublished() {
    RoundState stored = last(run(new RoundLearner(ENGINE, WITH_SHADOWS), 12));
    float[] published = branch(stored.parameters(), stored.leader());

    RoundState alone =
        Branches.of(configuration("uniform", "paper", List.of())).adopt(stored, LENGTH);
    assertThat(alone.parameters()).isEqualTo(published);
    assertThat(alone.leader()).isZero();
    RoundState again = Branches.of(WITH_SHADOWS).adopt(alone, LENGTH);
    assertThat(branch(again.parameters(), 0)).isEqualTo(published);
    assertThat(branch(again.parameters(), 2)).isEqualTo(published);
    assertThat(Branches.of(WITH_SHADOWS).adopt(stored, LENGTH)).isSameAs(stored);
  }

  private static Configuration configuration(String method, String rule, List<String> shadows) {
    return configuration(TASKS, method, rule, shadows);
  }

  private static Configuration configuration(
      int tasks, String method, String rule, List<String> shadows) {
    WeightingConfig plain = SmallProblem.method(method);
    return SmallProblem.configuration(
        tasks,
        TARGET,
        new WeightingConfig(
            method,
            1,
            rule,
            shadows,
            plain.alpha(),
            plain.weights(),
            plain.rate(),
            plain.radius(),
            plain.rank(),
            plain.columns()));
  }

  private static List<RoundState> run(RoundLearner learner, int rounds) {
    List<RoundState> states = new ArrayList<>();
    RoundState state = learner.initial();
    for (int round = 1; round <= rounds; round++) {
      state = next(ENGINE, learner, state, round);
      states.add(state);
    }
    return states;
  }

  private static RoundState next(Engine engine, RoundLearner learner, RoundState state, int round) {
    return learner
        .combine(
            state, deltas(engine, learner, state, round), state.scales(), List.of(), fresh(round))
        .state();
  }

  private static List<TaskDelta> deltas(RoundLearner learner, RoundState state, int round) {
    return deltas(ENGINE, learner, state, round);
  }

  private static List<TaskDelta> deltas(
      Engine engine, RoundLearner learner, RoundState state, int round) {
    List<TaskDelta> deltas = new ArrayList<>();
    for (int task = 0; task < engine.layout().heads().size(); task++) {
      if (learner.branches().train(task)) {
        deltas.add(
            learner
                .branches()
                .train(
                    engine,
                    state.parameters(),
                    state.leader(),
                    state.weights()[task],
                    1,
                    SmallProblem.miniEpoch(task, round)));
      }
    }
    return deltas;
  }

  private static List<Example> fresh(int round) {
    return SmallProblem.miniEpoch(TARGET, round).examples();
  }

  private static io.tributary.model.evaluation.Score score(
      float[] parameters, List<Example> examples) {
    return ENGINE.score(parameters, TARGET, examples, LabelScale.NONE);
  }

  private static RoundState last(List<RoundState> states) {
    return states.get(states.size() - 1);
  }

  private static float[] branch(float[] all, int branch) {
    return Arrays.copyOfRange(all, branch * LENGTH, (branch + 1) * LENGTH);
  }

  private static float[] ofTarget(float[] parameters) {
    return ENGINE.layout().gather(parameters, TARGET);
  }

  private static float[] slice(float[] parameters, Segment part) {
    return Arrays.copyOfRange(parameters, part.offset(), part.end());
  }
}

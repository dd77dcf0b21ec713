package io.tributary.model.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.consolidation.Consolidation;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.weighting.SmallProblem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rounds whose parameters are pulled to those of rounds 3, 6, …, which are published. */
class ElasticRoundsTest {

  private static final String PULL = "ewc: {strength: 20}\n";
  private static final int ROUNDS = 8;

  @Test
  void remembersPublishedRoundsAndPullsFromTheNextOn() {
    List<RoundResult> plain = run("uniform", "");
    List<RoundResult> pulled = run("uniform", PULL);

    for (int round = 1; round <= 3; round++) {
      RoundState state = pulled.get(round - 1).state();
      assertThat(state.parameters()).isEqualTo(plain.get(round - 1).state().parameters());
      assertThat(state.consolidation().isEmpty()).isEqualTo(round < 3);
    }
    Consolidation memory = pulled.get(2).state().consolidation();
    assertThat(memory.anchor()).isEqualTo(pulled.get(2).state().parameters());
    float[] free = plain.get(3).state().parameters();
    float[] held = pulled.get(3).state().parameters();
    for (int i = 0; i < free.length; i++) {
      double force = 20.0 * memory.importance()[i];
      assertThat(held[i])
          .isEqualTo(
              (float) (memory.anchor()[i] + ((double) free[i] - memory.anchor()[i]) / (1 + force)));
    }
    assertThat(pulled.get(4).state().consolidation()).isSameAs(memory);
    Consolidation later = pulled.get(5).state().consolidation();
    for (int i = 0; i < free.length; i++) { // both count alike
      assertThat(later.importance()[i]).isGreaterThanOrEqualTo(memory.importance()[i] / 2);
    }
    assertThat(plain.get(ROUNDS - 1).state().consolidation().isEmpty()).isTrue();
  }

  @Test
  void tellsTheScoreOfWhatIsPublished() {
    Configuration configuration = configuration("alphavil", PULL);
    List<RoundResult> results = run("alphavil", PULL);
    try (Engine engine = Engines.open(configuration)) {
      for (RoundResult result : results) {
        RoundState state = result.state();
        List<Example> dev = input((int) state.round()).dev();
        assertThat(result.report().devAfter())
            .isEqualTo(engine.score(state.parameters(), 0, dev, LabelScale.NONE));
      }
    }
  }

  @Test
  void pullsEveryBranchToThePublishedOne() {
    String shadows = "alphavil, shadows: [single]";
    int at = 4;
    List<RoundResult> pulled = run(shadows, "ewc: {strength: 1.0e+30}\n");
    RoundState before = pulled.get(2).state();
    RoundState after = pulled.get(at - 1).state();
    Consolidation memory = before.consolidation();
    Branches branches = Branches.of(configuration(shadows, PULL));

    assertThat(memory.anchor())
        .isEqualTo(branches.parameters(before.parameters(), before.leader()));
    for (int branch = 0; branch < 2; branch++) {
      float[] own = branches.parameters(after.parameters(), branch);
      for (int i = 0; i < own.length; i++) {
        if (memory.importance()[i] > 1e-20f) {
          assertThat(own[i]).isEqualTo(memory.anchor()[i]);
        }
      }
    }
    assertThat(branches.beside(after))
        .containsOnlyKeys(
            branches.name(1 - after.leader()), Consolidation.IMPORTANCE, Consolidation.ANCHOR);
  }

  @Test
  void goesOnFromAStateAsIfItHadNeverStopped() {
    List<RoundResult> whole = run("alphavil", PULL);
    Configuration configuration = configuration("alphavil", PULL);
    try (Engine engine = Engines.open(configuration);
        InMemoryTraining training =
            new InMemoryTraining(engine, new RoundLearner(engine, configuration))) {
      RoundState state = whole.get(3).state();
      for (int round = 5; round <= ROUNDS; round++) {
        state = training.round(state, input(round)).state();
      }
      RoundState last = whole.get(ROUNDS - 1).state();
      assertThat(state.parameters()).isEqualTo(last.parameters());
      assertThat(state.consolidation().anchor()).isEqualTo(last.consolidation().anchor());
    }
  }

  @Test
  void aNewTaskLeavesWhatIsRememberedAndAnotherTargetForgetsIt() {
    RoundState state = run("alphavil", PULL).get(3).state();
    Configuration more =
        ConfigurationFile.parse(
            text("alphavil", PULL).replace("training:", "  t2: {type: regression}\ntraining:"),
            "more",
            Path.of("."),
            Map.of());
    Configuration before = configuration("alphavil", PULL);
    try (Engine engine = Engines.open(more)) {
      RoundLearner learner = new RoundLearner(engine, more);
      Consolidation grown = learner.adopt(state).consolidation();
      int old = state.parameters().length;
      assertThat(grown.importance()).hasSize(engine.layout().length()).hasSizeGreaterThan(old);
      assertThat(Arrays.copyOf(grown.importance(), old))
          .isEqualTo(state.consolidation().importance());
      assertThat(Arrays.copyOfRange(grown.importance(), old, grown.importance().length))
          .containsOnly(0f);
      Consolidation byCommand =
          Succession.after(state, before, more, learner::withNewHeads).consolidation();
      assertThat(byCommand.importance()).isEqualTo(grown.importance());
      assertThat(byCommand.anchor()).isEqualTo(grown.anchor());
    }
    Configuration method = configuration("uniform", PULL);
    assertThat(Succession.after(state, before, method, heads -> heads).consolidation())
        .isSameAs(state.consolidation());
    Configuration target =
        ConfigurationFile.parse(
            text("alphavil", PULL)
                .replace(", target: true", "")
                .replace("t1: {", "t1: {target: true, "),
            "target",
            Path.of("."),
            Map.of());
    assertThat(Succession.after(state, before, target, heads -> heads).consolidation().isEmpty())
        .isTrue();
  }

  private static List<RoundResult> run(String method, String ewc) {
    return Runs.of(configuration(method, ewc), ROUNDS, ElasticRoundsTest::input);
  }

  private static Input input(int round) {
    List<MiniEpoch> miniEpochs =
        List.of(SmallProblem.miniEpoch(0, round), SmallProblem.miniEpoch(1, round));
    return new Input(miniEpochs, SmallProblem.examples(0, Split.DEV, 60, round));
  }

  private static Configuration configuration(String method, String ewc) {
    return ConfigurationFile.parse(text(method, ewc), "elastic", Path.of("."), Map.of());
  }

  private static String text(String method, String ewc) {
    return """
    model: {name: elastic, input: [6], trunk: [{dense: {units: 8}}, tanh]}
    tasks:
      t0: {type: classification, classes: 3, target: true}
      t1: {type: classification, classes: 3}
    training: {miniEpoch: 32, batchSize: 8, optimizer: {learningRate: 0.5}}
    rounds: {by: count, wait: all}
    publish: {everyRounds: 3}
    weighting: {method: %s}
    """
            .formatted(method.contains("shadows") ? method : plain(method))
        + ewc;
  }

  private static String plain(String method) {
    return method.equals("alphavil") ? "alphavil, shadows: []" : method;
  }
}

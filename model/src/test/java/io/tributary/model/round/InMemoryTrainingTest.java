package io.tributary.model.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Split;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.weighting.SmallProblem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several rounds in a row, over one engine and over several. */
class InMemoryTrainingTest {

  private static final int TASKS = 3;
  private static final int TARGET = 0;

  @Test
  void learns() {
    List<RoundResult> results = run("alphavil", 1, 20);

    assertThat(results).hasSize(20);
    RoundReport first = results.get(0).report();
    RoundReport last = results.get(19).report();
    assertThat(last.round()).isEqualTo(20);
    assertThat(last.devAfter().loss()).isLessThan(first.devBefore().loss() / 2);
    assertThat(last.devAfter().value()).isGreaterThan(0.8);
  }

  @Test
  void givesTheSameBitsWithAnyNumberOfEngines() {
    List<RoundResult> one = run("alphavil", 1, 6);
    for (int engines = 2; engines <= 3; engines++) {
      List<RoundResult> several = run("alphavil", engines, 6);
      for (int round = 0; round < one.size(); round++) {
        assertThat(several.get(round).state().parameters())
            .isEqualTo(one.get(round).state().parameters());
        assertThat(several.get(round).report()).isEqualTo(one.get(round).report());
      }
    }
  }

  @Test
  void singleLeavesTheHeadsOfOthersAsTheyWere() {
    RoundState last = run("single", 2, 3).get(2).state();
    try (Engine engine = Engines.open(configuration("single"))) {
      float[] initial = engine.initialParameters();
      for (int task = 0; task < TASKS; task++) {
        int head = engine.layout().heads().get(task).offset();
        assertThat(last.parameters()[head] == initial[head]).isEqualTo(task != TARGET);
      }
    }
  }

  @Test
  void goesOnFromAStateAsIfItHadNeverStopped() {
    Configuration configuration = configuration("alphavil");
    List<RoundResult> whole = run("alphavil", 1, 4);
    try (Engine engine = Engines.open(configuration);
        InMemoryTraining training = new InMemoryTraining(List.of(engine), learner(engine))) {
      RoundState state = whole.get(1).state();
      for (int round = 3; round <= 4; round++) {
        state = training.round(state, input(round)).state();
      }
      assertThat(state.parameters()).isEqualTo(whole.get(3).state().parameters());
      assertThat(state.weights()).isEqualTo(whole.get(3).state().weights());
    }
  }

  @Test
  void keepsTheScaleThatAMiniEpochCameWith() {
    Configuration configuration = configuration("alphavil");
    try (Engine engine = Engines.open(configuration);
        InMemoryTraining training = new InMemoryTraining(List.of(engine), learner(engine))) {
      LabelScale scale = new LabelScale(2, 3);
      MiniEpoch plain = SmallProblem.miniEpoch(2, 1);
      MiniEpoch scaled = new MiniEpoch(2, 1, plain.examples(), scale);
      RoundState start = learner(engine).initial();
      RoundState next = training.round(start, new Input(List.of(scaled), List.of())).state();

      assertThat(next.scales()).containsExactly(LabelScale.NONE, LabelScale.NONE, scale);
      RoundState later = training.round(next, new Input(List.of(), List.of())).state();
      assertThat(later.scales()).isEqualTo(next.scales());
    }
  }

  @Test
  void trainsOnWhatIsReplayedButScoresWhatIsNew() {
    Configuration configuration = configuration("alphavil");
    try (Engine engine = Engines.open(configuration)) {
      MiniEpoch plain = SmallProblem.miniEpoch(1, 1);
      List<Example> old = SmallProblem.examples(1, Split.TRAIN, 16, 5);
      MiniEpoch mixed = new MiniEpoch(1, 1, plain.examples(), LabelScale.NONE, old);
      MiniEpoch whole = new MiniEpoch(1, 1, mixed.trained(), LabelScale.NONE);
      float[] start = engine.initialParameters();
      TaskDelta delta = engine.train(start, 1, mixed);

      assertThat(delta.values()).isEqualTo(engine.train(start, 1, whole).values());
      assertThat(delta.before()).isEqualTo(engine.train(start, 1, plain).before());
      assertThat(delta.values()).isNotEqualTo(engine.train(start, 1, plain).values());
    }
  }

  @Test
  void tellsAnEnginesErrorAsItIs() {
    Configuration configuration = configuration("alphavil");
    try (Engine engine = Engines.open(configuration);
        InMemoryTraining training = new InMemoryTraining(List.of(engine), learner(engine))) {
      Input twice =
          new Input(List.of(SmallProblem.miniEpoch(1, 1), SmallProblem.miniEpoch(1, 2)), List.of());
      assertThatThrownBy(() -> training.round(learner(engine).initial(), twice))
          .hasMessage("two deltas of task 1 in one round");
    }
  }

  private static Configuration configuration(String method) {
    return SmallProblem.configuration(TASKS, TARGET, SmallProblem.method(method));
  }

  private static RoundLearner learner(Engine engine) {
    Configuration configuration = configuration("alphavil");
    return new RoundLearner(engine, configuration);
  }

  private static List<RoundResult> run(String method, int workers, int rounds) {
    Configuration configuration = configuration(method);
    List<Engine> engines = new ArrayList<>();
    List<RoundResult> results = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      engines.add(Engines.open(configuration));
    }
    RoundLearner learner = new RoundLearner(engines.get(0), configuration);
    List<Input> inputs = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      inputs.add(input(round));
    }
    try (InMemoryTraining training = new InMemoryTraining(engines, learner)) {
      training.run(inputs, results::add);
    } finally {
      engines.forEach(Engine::close);
    }
    return results;
  }

  private static Input input(int round) {
    List<MiniEpoch> miniEpochs = new ArrayList<>();
    for (int task = 0; task < TASKS; task++) {
      miniEpochs.add(SmallProblem.miniEpoch(task, round));
    }
    return new Input(miniEpochs, SmallProblem.examples(TARGET, Split.DEV, 60, round));
  }
}

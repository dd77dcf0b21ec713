package io.tributary.model.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.engine.JointSteps;
import io.tributary.model.engine.JointSteps.Part;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.weighting.SmallProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Joint SGD: what a step is made of, and that it learns. */
class JointSgdTest {

  private static final Configuration CONFIGURATION =
      SmallProblem.configuration(2, 0, SmallProblem.method("uniform"));

  @Test
  void learns() {
    try (Engine engine = Engines.open(CONFIGURATION)) {
      List<RoundState> told = new ArrayList<>();
      RoundState last =
          new JointSgd(engine, CONFIGURATION, new float[] {1, 1}).run(rounds(30), told::add);

      assertThat(told).hasSize(30);
      assertThat(last.round()).isEqualTo(30);
      List<Example> test = SmallProblem.examples(0, Split.TEST, 300, 77);
      double before = score(engine, engine.initialParameters(), test);
      assertThat(score(engine, last.parameters(), test)).isLessThan(before / 2);
      assertThat(score(engine, told.get(29).parameters(), test))
          .isEqualTo(score(engine, last.parameters(), test));
    }
  }

  /** 12 examples of one task and 4 of the other in turn: slices of 16 have both, 3 to 1. */
  @Test
  void aStepTakesTheNextExamplesOfTheLogWhateverTheirTask() {
    List<Example> many = at(SmallProblem.examples(0, Split.TRAIN, 24, 1), 0, 1, 2);
    List<Example> few = at(SmallProblem.examples(1, Split.TRAIN, 8, 2), 3);
    Input input = new Input(List.of(miniEpoch(0, many), miniEpoch(1, few)), List.of());
    try (Engine engine = Engines.open(CONFIGURATION)) {
      RoundState found =
          new JointSgd(engine, CONFIGURATION, new float[] {1, 0.5f})
              .run(List.of(input), state -> {});

      Random random = new Random(CONFIGURATION.model().seed());
      try (JointSteps steps = engine.joint(engine.initialParameters())) {
        for (int slice = 0; slice < 2; slice++) {
          Part first = new Part(0, 1, many.subList(12 * slice, 12 * slice + 12), LabelScale.NONE);
          Part second = new Part(1, 0.5f, few.subList(4 * slice, 4 * slice + 4), LabelScale.NONE);
          steps.step(List.of(first, second), 1, random.nextLong());
        }
        assertThat(found.parameters()).isEqualTo(steps.parameters());
      }
    }
  }

  /** 2 rounds of one step each: with a decay of 1 the second is half as long. */
  @Test
  void theLearningRateFallsByRounds() {
    List<Input> rounds = new ArrayList<>();
    for (int round = 1; round <= 2; round++) {
      List<Example> batch = SmallProblem.miniEpoch(0, round).examples().subList(0, 16);
      rounds.add(new Input(List.of(miniEpoch(0, batch)), List.of()));
    }
    Configuration falling = SmallProblem.decaying(CONFIGURATION, 1);
    try (Engine engine = Engines.open(falling)) {
      float[] found =
          new JointSgd(engine, falling, new float[] {1, 1}).run(rounds, state -> {}).parameters();
      try (JointSteps steps = engine.joint(engine.initialParameters())) {
        for (int round = 1; round <= 2; round++) {
          List<Example> batch = rounds.get(round - 1).miniEpochs().get(0).examples();
          steps.step(List.of(new Part(0, 1, batch, LabelScale.NONE)), 1f / round, 0);
        }
        assertThat(found).isEqualTo(steps.parameters());
      }
    }
  }

  @Test
  void aTaskThatWeighsNothingIsNotThere() {
    try (Engine engine = Engines.open(CONFIGURATION)) {
      JointSgd alone = new JointSgd(engine, CONFIGURATION, new float[] {1, 0});
      float[] with = alone.run(rounds(3), state -> {}).parameters();
      List<Input> without = new ArrayList<>();
      for (Input input : rounds(3)) {
        without.add(new Input(input.miniEpochs().subList(0, 1), List.of()));
      }
      assertThat(alone.run(without, state -> {}).parameters()).isEqualTo(with);
      assertThatThrownBy(() -> new JointSgd(engine, CONFIGURATION, new float[] {1}))
          .hasMessage("1 weights for 2 tasks");
    }
  }

  private static double score(Engine engine, float[] parameters, List<Example> test) {
    return engine.score(parameters, 0, test, LabelScale.NONE).loss();
  }

  private static List<Input> rounds(int count) {
    List<Input> rounds = new ArrayList<>();
    for (int round = 1; round <= count; round++) {
      rounds.add(
          new Input(
              List.of(SmallProblem.miniEpoch(0, round), SmallProblem.miniEpoch(1, round)),
              List.of()));
    }
    return rounds;
  }

  private static MiniEpoch miniEpoch(int task, List<Example> examples) {
    return new MiniEpoch(task, 1, examples, LabelScale.NONE);
  }

  /** Of every four places in the log those given are taken. */
  private static List<Example> at(List<Example> examples, int... places) {
    List<Example> placed = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      int offset = 4 * (i / places.length) + places[i % places.length];
      placed.add(examples.get(i).at(new Position(offset, "examples", 0, offset)));
    }
    return placed;
  }
}

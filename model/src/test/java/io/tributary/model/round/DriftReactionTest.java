package io.tributary.model.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ContinualConfig;
import io.tributary.model.config.DriftConfig;
import io.tributary.model.config.DriftConfig.Detector;
import io.tributary.model.config.DriftConfig.Reaction;
import io.tributary.model.config.WeightingConfig;
import io.tributary.model.drift.Drift;
import io.tributary.model.drift.Drift.Signal;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.weighting.SmallProblem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rounds over a target whose labels have nothing to do with its inputs any more from one on. */
class DriftReactionTest {

  private static final int TASKS = 2;
  private static final int TARGET = 0;
  private static final int ROUNDS = 90;
  private static final int CHANGE = 60;

  @Test
  void tellsTheTargetsChangeAndLearnsTheSameWhenItOnlyTells() {
    List<RoundResult> none = run(DriftConfig.NONE, "uniform");
    List<RoundResult> told = run(config(Reaction.NONE), "uniform");

    assertThat(drifts(none)).isEmpty();
    RoundReport first = changed(told);
    assertThat(first.round()).isBetween(CHANGE + 1L, CHANGE + 12L);
    for (int i = 0; i < ROUNDS; i++) {
      assertThat(told.get(i).state().parameters()).isEqualTo(none.get(i).state().parameters());
    }
  }

  @Test
  void raisesTheLearningRateOfEveryTaskForSomeRounds() {
    List<RoundResult> plain = run(config(Reaction.NONE), "uniform");
    List<RoundResult> raised = run(config(Reaction.RAISE_LEARNING_RATE), "uniform");
    Configuration configuration = configuration(config(Reaction.RAISE_LEARNING_RATE), "uniform");
    int at = (int) changed(raised).round() - 1;

    assertThat(raised.get(at).state().parameters()).isEqualTo(plain.get(at).state().parameters());
    for (int i = 0; i < ROUNDS; i++) {
      float factor = i >= at && i < at + 5 ? 2 : 1;
      assertThat(LearningRates.of(configuration, raised.get(i).state()))
          .as("round %d", i + 1)
          .containsExactly(factor, factor);
    }
    double norm = normOf(plain, at + 1);
    assertThat(normOf(raised, at + 1)).isGreaterThan(1.3 * norm);
  }

  @Test
  void resetsWeightsAndWhatIsKnownOfThem() {
    List<RoundResult> plain = run(config(Reaction.NONE), SmallProblem.BY_CREDIT);
    List<RoundResult> reset = run(config(Reaction.RESET_WEIGHT), SmallProblem.BY_CREDIT);
    int at = (int) changed(reset).round() - 1;

    assertThat(plain.get(at).state().weights()[1]).isLessThan(1);
    assertThat(reset.get(at).state().weights()).containsExactly(1, 1);
    assertThat(reset.get(at).report().tasks().get(1).weight()).isEqualTo(1);
    assertThat(reset.get(at).state().weighting().array("credit.count", TASKS)[1]).isZero();
    assertThat(plain.get(at).state().weighting().array("credit.count", TASKS)[1]).isPositive();
  }

  @Test
  void goesOnFromAStateAsIfItHadNeverStopped() {
    DriftConfig drift = config(Reaction.RAISE_LEARNING_RATE);
    Configuration configuration = configuration(drift, "uniform");
    List<RoundResult> whole = run(drift, "uniform");
    try (Engine engine = Engines.open(configuration);
        InMemoryTraining training =
            new InMemoryTraining(engine, new RoundLearner(engine, configuration))) {
      RoundState state = whole.get(CHANGE).state();
      for (int round = CHANGE + 2; round <= ROUNDS; round++) {
        RoundResult result = training.round(state, input(round));
        assertThat(result.report()).isEqualTo(whole.get(round - 1).report());
        state = result.state();
      }
      assertThat(state.parameters()).isEqualTo(whole.get(ROUNDS - 1).state().parameters());
    }
  }

  /** The round that told that the target has changed. */
  private static RoundReport changed(List<RoundResult> results) {
    List<RoundReport> told =
        results.stream()
            .map(RoundResult::report)
            .filter(r -> r.drifts().stream().anyMatch(d -> d.signal() == Signal.ERROR))
            .toList();
    assertThat(told).hasSize(1);
    assertThat(told.get(0).drifts().get(0).task()).isEqualTo(TARGET);
    assertThat(told.get(0).drifts().get(0).after())
        .isGreaterThan(told.get(0).drifts().get(0).before() + 0.2);
    return told.get(0);
  }

  private static double normOf(List<RoundResult> results, int round) {
    RoundReport.Share share = results.get(round).report().tasks().get(TARGET).share();
    return share == null || share.deltaNorm() == null ? 0 : share.deltaNorm();
  }

  private static List<Drift> drifts(List<RoundResult> results) {
    return results.stream().flatMap(result -> result.report().drifts().stream()).toList();
  }

  private static List<RoundResult> run(DriftConfig drift, String method) {
    return Runs.of(configuration(drift, method), ROUNDS, DriftReactionTest::input);
  }

  private static DriftConfig config(Reaction reaction) {
    return new DriftConfig(Detector.PAGE_HINKLEY, 0.5, 10, 20, 0.002, reaction, 2, 5);
  }

  private static Configuration configuration(DriftConfig drift, String method) {
    WeightingConfig weighting = SmallProblem.method(method);
    return SmallProblem.configuration(TASKS, TARGET, weighting)
        .withContinual(ContinualConfig.NONE.with(drift));
  }

  /** The other task's labels have nothing to do with its inputs. */
  private static Input input(int round) {
    List<Example> noise = new ArrayList<>();
    for (Example example : SmallProblem.miniEpoch(1, round).examples()) {
      noise.add(noise(example));
    }
    return new Input(
        List.of(
            turned(SmallProblem.miniEpoch(TARGET, round), round),
            new MiniEpoch(1, round, noise, LabelScale.NONE)),
        SmallProblem.examples(TARGET, Split.DEV, 60, round).stream()
            .map(example -> turned(example, round))
            .toList());
  }

  private static MiniEpoch turned(MiniEpoch miniEpoch, int round) {
    return new MiniEpoch(
        miniEpoch.task(),
        miniEpoch.number(),
        miniEpoch.examples().stream().map(example -> turned(example, round)).toList(),
        miniEpoch.scale());
  }

  private static Example turned(Example example, int round) {
    return round <= CHANGE ? example : noise(example);
  }

  private static Example noise(Example example) {
    return labelled(example, (int) (example.position().offset() % SmallProblem.CLASSES));
  }

  private static Example labelled(Example example, int label) {
    return new Example(
        example.task(),
        example.position(),
        example.split(),
        example.features(),
        new float[] {label});
  }
}

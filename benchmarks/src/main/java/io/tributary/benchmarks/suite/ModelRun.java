package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.suite.RunResult.Cost;
import io.tributary.benchmarks.suite.stream.Measure;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engines;
import io.tributary.model.evaluation.Score;
import io.tributary.model.round.Branches;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.round.Observation;
import io.tributary.model.round.RecordedRounds;
import io.tributary.model.round.RoundLearner;
import io.tributary.model.round.RoundResult;
import io.tributary.model.round.RoundState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run through the model layer, in the caller's thread. */
final class ModelRun {

  private final RunKey key;
  private final Configuration configuration;
  private final Measure measure;
  private final List<Input> rounds;
  private final Tests tests;

  ModelRun(RunKey key, Setup setup, Measure measure) {
    this.key = key;
    this.configuration = setup.configuration();
    this.measure = measure;
    List<Example> examples = setup.recording().examples(configuration);
    this.rounds = RecordedRounds.byTarget(configuration, examples);
    this.tests = Tests.among(examples, configuration.target());
  }

  /** Runs it. */
  RunResult run() {
    try (CountingEngine engine =
        new CountingEngine(Engines.open(configuration), configuration.training().epochs())) {
      return run(engine, new RoundLearner(engine, configuration));
    }
  }

  private RunResult run(CountingEngine engine, RoundLearner learner) {
    Curves curves = new Curves(configuration, rounds.size());
    Score prequential = Score.none(Score.Metric.of(configuration.target().type()));
    Stopwatch training = new Stopwatch(engine);
    Stopwatch combining = new Stopwatch(engine);
    Branches branches = learner.branches();
    Observation observation = new Observation(configuration);
    RoundState state = learner.initial();
    for (Input input : rounds) {
      List<LabelScale> scales = new ArrayList<>(state.scales());
      List<TaskDelta> deltas = new ArrayList<>();
      List<Example> fresh = List.of();
      training.start();
      for (MiniEpoch miniEpoch : input.miniEpochs()) {
        scales.set(miniEpoch.task(), miniEpoch.scale());
        if (miniEpoch.task() == tests.target().index()) {
          fresh = miniEpoch.examples();
        }
        if (branches.train(miniEpoch.task())) {
          float weight = state.weights()[miniEpoch.task()];
          deltas.add(
              branches
                  .train(engine, state.parameters(), state.leader(), weight, miniEpoch)
                  .with(observation.moments(miniEpoch)));
        }
      }
      training.stop();
      combining.start();
      RoundResult result = learner.combine(state, deltas, scales, input.dev(), fresh);
      combining.stop();
      state = result.state();
      curves.add(result.report());
      prequential = prequential.plus(before(deltas));
    }
    Map<String, Double> scores =
        tests.score(
            engine,
            branches.parameters(state.parameters(), state.leader()),
            state.scales().get(tests.target().index()),
            measure);
    return new RunResult(
        key.stream(),
        key.method(),
        key.purpose(),
        key.seed(),
        key.settings(),
        finite(Tests.measured(scores, measure)),
        scores,
        Tests.named(prequential),
        state.round(),
        curves.at(),
        curves.weights(),
        curves.alpha(),
        training.cost(),
        combining.cost());
  }

  private Score before(List<TaskDelta> deltas) {
    return deltas.stream()
        .filter(delta -> delta.task() == tests.target().index())
        .map(TaskDelta::before)
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable Double finite(double score) {
    return Double.isFinite(score) ? score : null;
  }

  /** Adds up what parts of a run cost. */
  private static final class Stopwatch {

    private final CountingEngine engine;
    private long nanos;
    private double cpu;
    private double passes;

    Stopwatch(CountingEngine engine) {
      this.engine = engine;
    }

    void start() {
      nanos -= System.nanoTime();
      cpu -= ThreadCpu.seconds();
      passes -= engine.passes();
    }

    void stop() {
      nanos += System.nanoTime();
      cpu += ThreadCpu.seconds();
      passes += engine.passes();
    }

    Cost cost() {
      return new Cost(nanos / 1e9, cpu, passes);
    }
  }
}

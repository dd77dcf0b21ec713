package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.suite.RunResult.Cost;
import io.tributary.benchmarks.suite.stream.Measure;
import io.tributary.model.Example;
import io.tributary.model.MiniEpoch;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.evaluation.Score;
import io.tributary.model.round.InMemoryTraining;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.round.JointSgd;
import io.tributary.model.round.RecordedRounds;
import io.tributary.model.round.RoundLearner;
import io.tributary.model.round.RoundResult;
import io.tributary.model.round.RoundState;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run through the model layer, all of it in the caller's thread. */
final class ModelRun {

  private final RunKey key;
  private final boolean joint;
  private final Configuration configuration;
  private final Measure measure;
  private final List<Input> rounds;
  private final Tests tests;
  private final Curves curves;
  private Score prequential;
  private Cost scoring = Cost.NONE;

  /**
   * A run.
   *
   * @param joint whether tasks are trained jointly, outside of rounds
   */
  ModelRun(RunKey key, Setup setup, boolean joint, Measure measure) {
    this.key = key;
    this.joint = joint;
    this.configuration = setup.configuration();
    this.measure = measure;
    List<Example> examples = setup.recording().examples(configuration);
    this.rounds = RecordedRounds.byTarget(configuration, examples);
    this.tests = Tests.among(examples, configuration.target());
    this.curves = new Curves(configuration, rounds.size());
    this.prequential = Score.none(Score.Metric.of(configuration.target().type()));
  }

  /** Runs it. */
  RunResult run() {
    try (Engine engine = Engines.open(configuration)) {
      CountingEngine counting = new CountingEngine(engine, configuration.training().epochs());
      long nanos = System.nanoTime();
      double cpu = ThreadCpu.seconds();
      Published last = joint ? jointly(engine, counting) : byRounds(engine, counting);
      Cost all =
          new Cost((System.nanoTime() - nanos) / 1e9, ThreadCpu.seconds() - cpu, counting.passes());
      Cost training = joint ? all.minus(scoring) : counting.training();
      return result(
          last,
          tests.score(engine, last.parameters(), last.state().scales().get(target()), measure),
          training,
          all.minus(training).minus(scoring));
    }
  }

  /** A state and the parameters in it that readers get. */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  private record Published(RoundState state, float[] parameters) {}

  private Published byRounds(Engine engine, CountingEngine counting) {
    RoundLearner learner = new RoundLearner(counting, configuration);
    try (InMemoryTraining training = new InMemoryTraining(counting, learner)) {
      RoundState state = learner.initial();
      float[] published = published(learner, state);
      for (Input input : rounds) {
        scoreBefore(engine, published, input);
        RoundResult result = training.round(state, input);
        state = result.state();
        published = published(learner, state);
        curves.add(result.report());
      }
      return new Published(state, published);
    }
  }

  private static float[] published(RoundLearner learner, RoundState state) {
    return learner.branches().parameters(state.parameters(), state.leader());
  }

  private Published jointly(Engine engine, CountingEngine counting) {
    float[] weights = new float[configuration.tasks().size()];
    Arrays.fill(weights, 1);
    Iterator<Input> next = rounds.iterator();
    scoreBefore(engine, engine.initialParameters(), next.next());
    RoundState last =
        new JointSgd(counting, configuration, weights)
            .run(
                rounds,
                state -> {
                  if (next.hasNext()) {
                    scoreBefore(engine, state.parameters(), next.next());
                  }
                });
    return new Published(last, last.parameters());
  }

  /** Scores the target's mini-epoch before anything has learned from it. */
  private void scoreBefore(Engine engine, float[] parameters, Input input) {
    long nanos = System.nanoTime();
    double cpu = ThreadCpu.seconds();
    for (MiniEpoch each : input.miniEpochs()) {
      if (each.task() == target()) {
        prequential =
            prequential.plus(engine.score(parameters, target(), each.examples(), each.scale()));
      }
    }
    scoring =
        scoring.plus(new Cost((System.nanoTime() - nanos) / 1e9, ThreadCpu.seconds() - cpu, 0));
  }

  private int target() {
    return configuration.target().index();
  }

  private RunResult result(
      Published last, Map<String, Double> scores, Cost training, Cost combining) {
    return new RunResult(
        key.stream(),
        key.method(),
        key.purpose(),
        key.seed(),
        key.settings(),
        finite(Tests.measured(scores, measure)),
        scores,
        Tests.named(prequential),
        last.state().round(),
        curves.at(),
        curves.weights(),
        curves.alpha(),
        curves.leaders(),
        training,
        combining);
  }

  private static @Nullable Double finite(double score) {
    return Double.isFinite(score) ? score : null;
  }
}

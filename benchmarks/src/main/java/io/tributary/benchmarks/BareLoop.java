package io.tributary.benchmarks;

import io.tributary.connectors.record.RoundHeader.Timing;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.round.InMemoryTraining;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.round.RoundLearner;
import io.tributary.model.round.RoundState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The same rounds over examples in memory: engines and their threads for the tasks, one for the
 * learner. It may run more than once, each time from the first parameters.
 */
final class BareLoop implements AutoCloseable {

  private final Configuration configuration;
  private final List<Engine> engines = new ArrayList<>();
  private final InMemoryTraining training;
  private final TimedEngine learning;
  private final RoundState initial;
  private final double opening;

  /** With a thread a task. */
  BareLoop(Configuration configuration) {
    this(configuration, configuration.tasks().size());
  }

  /** With fewer threads; tasks take turns at them. */
  BareLoop(Configuration configuration, int threads) {
    long start = System.nanoTime();
    this.configuration = configuration;
    learning = new TimedEngine(open());
    RoundLearner learner = new RoundLearner(learning, configuration);
    List<Engine> trainers = Stream.generate(this::open).limit(threads).toList();
    training = new InMemoryTraining(trainers, learner);
    initial = learner.initial();
    opening = (System.nanoTime() - start) / 1e9;
  }

  private Engine open() {
    Engine engine = Engines.open(configuration);
    engines.add(engine);
    return engine;
  }

  /** Opens one, runs it once, and closes it. */
  static Run run(Configuration configuration, List<Input> rounds) {
    double cpu = Cpu.seconds();
    try (BareLoop loop = new BareLoop(configuration)) {
      Run run = loop.run(rounds);
      return new Run(
          run.examples(),
          run.seconds(),
          loop.opening + run.seconds(),
          Cpu.seconds() - cpu,
          run.weights(),
          run.timings());
    }
  }

  /** All rounds, from the first parameters on. */
  Run run(List<Input> rounds) {
    double cpu = Cpu.seconds();
    long start = System.nanoTime();
    RoundState state = initial;
    List<Timing> timings = new ArrayList<>();
    for (Input round : rounds) {
      long begin = System.nanoTime();
      double tuned = learning.seconds();
      state = training.round(state, round).state();
      double whole = (System.nanoTime() - begin) / 1e6;
      double tune = (learning.seconds() - tuned) * 1e3;
      timings.add(new Timing(whole, 0, whole - tune, tune));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Run(
        examples(rounds), seconds, seconds, Cpu.seconds() - cpu, weights(state), timings);
  }

  private static long examples(List<Input> rounds) {
    return rounds.stream()
        .flatMap(round -> round.miniEpochs().stream())
        .mapToLong(miniEpoch -> miniEpoch.examples().size())
        .sum();
  }

  private Map<String, Float> weights(RoundState state) {
    Map<String, Float> weights = new LinkedHashMap<>();
    for (TaskConfig task : configuration.tasks()) {
      weights.put(task.task().name(), state.weights()[task.task().index()]);
    }
    return weights;
  }

  @Override
  public void close() {
    training.close();
    engines.forEach(Engine::close);
  }
}

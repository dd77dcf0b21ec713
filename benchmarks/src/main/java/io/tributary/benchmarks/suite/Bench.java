package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.suite.stream.Purpose;
import io.tributary.benchmarks.suite.stream.Recording;
import io.tributary.benchmarks.suite.stream.SuiteStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Gives results: those that are known, and others by running. For several threads. */
final class Bench {

  private final ResultLog log;
  private final BooleanSupplier stopped;
  private final Runnable done;
  private final Recordings recordings = new Recordings();

  /**
   * A bench.
   *
   * @param stopped whether no run may begin any more
   * @param done called after every run, and for every result that was known
   */
  Bench(ResultLog log, BooleanSupplier stopped, Runnable done) {
    this.log = log;
    this.stopped = stopped;
    this.done = done;
  }

  /** The result of a run; empty when there is none and no run may begin. */
  Optional<RunResult> result(
      SuiteStream stream, Method method, Map<String, Object> settings, Purpose purpose, int seed) {
    RunKey key = new RunKey(stream.name(), method.name(), purpose.label(), seed, settings);
    Optional<RunResult> known = log.find(key);
    if (known.isEmpty() && stopped.getAsBoolean()) {
      return known;
    }
    RunResult result =
        known.orElseGet(
            () -> {
              Recording recording = recordings.of(stream, purpose, seed);
              Setup setup = Setup.of(stream, method, settings, recording, purpose.seed(seed));
              return new ModelRun(key, setup, method.isJoint(), stream.measure()).run();
            });
    if (known.isEmpty()) {
      log.add(result);
    }
    done.run();
    return Optional.of(result);
  }
}

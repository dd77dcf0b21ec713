package io.tributary.model.drift;

import io.tributary.model.config.DriftConfig;
import io.tributary.model.drift.Drift.Signal;
import io.tributary.model.drift.DriftDetector.Change;
import io.tributary.model.drift.DriftDetector.Direction;
import io.tributary.model.drift.DriftDetector.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One detector on the target's prequential error and one on each other task's contribution. What
 * they remember are named numbers, so that it goes wherever the weighting's memory goes.
 *
 * <p>An error that falls is no drift, it is what learning is for: the detector forgets what was
 * before, and nothing is told.
 */
public final class DriftWatch {

  private final DriftConfig config;

  /** As configured. */
  public DriftWatch(DriftConfig config) {
    this.config = config;
  }

  /**
   * What a round led to.
   *
   * @param memory to hand in the next time
   * @param drifts that were noticed, the target's first
   */
  public record Watched(Map<String, double[]> memory, List<Drift> drifts) {
    public Watched {
      memory = Collections.unmodifiableMap(new TreeMap<>(memory));
      drifts = List.copyOf(drifts);
    }
  }

  /**
   * Takes a round in.
   *
   * @param memory of the round before; names that are not known are left alone
   * @param error of the target, in [0, 1]
   * @param shares of the contributions by task, in [0, 1]; the target's is passed over, since it
   *     tells what its error and the others' shares tell
   */
  public Watched after(
      Map<String, double[]> memory, int target, OptionalDouble error, Map<Integer, Double> shares) {
    Map<String, double[]> next = new TreeMap<>(memory);
    List<Drift> drifts = new ArrayList<>();
    if (config.detector() == DriftConfig.Detector.NONE) {
      return new Watched(next, drifts);
    }
    error.ifPresent(value -> step(next, drifts, target, Signal.ERROR, value));
    shares.forEach(
        (task, value) -> {
          if (task != target) {
            step(next, drifts, task, Signal.CONTRIBUTION, value);
          }
        });
    return new Watched(next, drifts);
  }

  private void step(
      Map<String, double[]> memory, List<Drift> drifts, int task, Signal signal, double value) {
    String name = name(signal, task);
    Step step = detector(memory.getOrDefault(name, new double[0])).add(value);
    memory.put(name, step.next().memory());
    Change change = step.change();
    if (change != null && (signal != Signal.ERROR || change.direction() == Direction.RISE)) {
      drifts.add(new Drift(task, signal, change.direction(), change.before(), change.after()));
    }
  }

  /** A detector of another kind finds no memory of its own, and begins anew. */
  private String name(Signal signal, int task) {
    return (config.detector() + "." + signal + "." + task).toLowerCase(Locale.ROOT);
  }

  private DriftDetector detector(double[] memory) {
    return config.detector() == DriftConfig.Detector.ADWIN
        ? Adwin.of(config.delta(), memory)
        : PageHinkley.of(
            new PageHinkley.Settings(config.tolerance(), config.threshold(), config.warmUp()),
            memory);
  }
}

package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.suite.stream.Purpose;
import io.tributary.benchmarks.suite.stream.SuiteStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A baseline that may pass over its examples so often that a run costs as many passes through the
 * network as one of another method. Of that many, and the geometric mean of that and what it was
 * tuned to, those are taken that score better on the seeds of tuning.
 *
 * @param bench that runs
 * @param tuning of the plain methods
 */
record EqualCompute(Bench bench, Tuning tuning) {

  private static final String EPOCHS = "training.epochs";
  private static final int SEEDS = 3;
  private static final double MOST = 64;

  /** Name of a baseline that has as much compute. */
  static String name(String baseline) {
    return baseline + "-compute";
  }

  /** Tunes and runs. */
  Comparison of(SuiteStream stream, Method baseline, Method other, Purpose purpose, int seeds) {
    Method method = baseline.with(name(baseline.name()), Map.of());
    Optional<Map<String, Object>> own = tuning.choose(bench, stream, baseline);
    Optional<Map<String, Object>> others = tuning.choose(bench, stream, other);
    if (own.isEmpty() || others.isEmpty()) {
      return new Comparison(stream, method, List.of());
    }
    Optional<Double> had = passes(stream, baseline, own.get());
    Optional<Double> granted = passes(stream, other, others.get());
    if (had.isEmpty() || granted.isEmpty()) {
      return new Comparison(stream, method, List.of());
    }
    Optional<Map<String, Object>> best =
        best(stream, method, own.get(), Math.max(1, granted.get() / had.get()));
    List<RunResult> results = new ArrayList<>();
    for (int seed = 1; best.isPresent() && seed <= seeds; seed++) {
      bench.result(stream, method, best.get(), purpose, seed).ifPresent(results::add);
    }
    return new Comparison(stream, method, results);
  }

  private Optional<Double> passes(SuiteStream stream, Method method, Map<String, Object> settings) {
    return bench
        .result(stream, method, settings, Purpose.TUNE, 1)
        .map(result -> result.training().passes() + result.combining().passes());
  }

  private Optional<Map<String, Object>> best(
      SuiteStream stream, Method method, Map<String, Object> settings, double ratio) {
    double epochs = settings.get(EPOCHS) instanceof Number number ? number.doubleValue() : 1;
    Optional<Map<String, Object>> best = Optional.empty();
    double highest = Double.NEGATIVE_INFINITY;
    for (double factor : new double[] {ratio, Math.sqrt(ratio)}) {
      Map<String, Object> more = new LinkedHashMap<>(settings);
      more.put(EPOCHS, (int) Math.round(Math.min(MOST, epochs * factor)));
      double sum = 0;
      for (int seed = 1; seed <= SEEDS; seed++) {
        Optional<RunResult> result = bench.result(stream, method, more, Purpose.TUNE, seed);
        if (result.isEmpty()) {
          return Optional.empty();
        }
        sum += result.get().ranked();
      }
      if (sum > highest) {
        highest = sum;
        best = Optional.of(more);
      }
    }
    return best;
  }
}

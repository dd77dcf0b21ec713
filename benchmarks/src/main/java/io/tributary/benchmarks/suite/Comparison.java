package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.suite.stream.Purpose;
import io.tributary.benchmarks.suite.stream.SuiteStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of one method on one stream.
 *
 * @param stream which
 * @param method which
 * @param results one a seed, from the first; fewer when there was no time
 */
record Comparison(SuiteStream stream, Method method, List<RunResult> results) {

  /** Tunes and runs. */
  static Comparison of(
      Bench bench, Tuning tuning, SuiteStream stream, Method method, Purpose purpose, int seeds) {
    List<RunResult> results = new ArrayList<>();
    Optional<Map<String, Object>> settings = tuning.choose(bench, stream, method);
    for (int seed = 1; settings.isPresent() && seed <= seeds; seed++) {
      bench.result(stream, method, settings.get(), purpose, seed).ifPresent(results::add);
    }
    return new Comparison(stream, method, results);
  }
}

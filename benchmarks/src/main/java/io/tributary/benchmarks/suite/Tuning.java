package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.suite.stream.Purpose;
import io.tributary.benchmarks.suite.stream.SuiteStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses hyper-parameters, with the same effort for every method: random draws, all on one seed;
 * the best third of them on two more; of these the one with the best mean of the three.
 *
 * @param draws how many; 1: the usual values, untried
 */
record Tuning(int draws) {

  private static final int SEEDS = 3;

  /** How many runs it takes. */
  int runs() {
    return draws == 1 ? 0 : draws + finalists() * (SEEDS - 1);
  }

  private int finalists() {
    return (draws + 2) / 3;
  }

  /** The choice; empty when it had to stop before. */
  Optional<Map<String, Object>> choose(Bench bench, SuiteStream stream, Method method) {
    if (draws == 1) {
      return Optional.of(method.draw(stream, 0));
    }
    List<List<RunResult>> tried = new ArrayList<>();
    for (int number = 0; number < draws; number++) {
      Optional<RunResult> result =
          bench.result(stream, method, method.draw(stream, number), Purpose.TUNE, 1);
      if (result.isEmpty()) {
        return Optional.empty();
      }
      tried.add(new ArrayList<>(List.of(result.get())));
    }
    tried.sort(BEST_FIRST); // stable: of equals the first drawn
    List<List<RunResult>> finalists = tried.subList(0, finalists());
    for (List<RunResult> finalist : finalists) {
      for (int seed = 2; seed <= SEEDS; seed++) {
        Optional<RunResult> result =
            bench.result(stream, method, finalist.get(0).settings(), Purpose.TUNE, seed);
        if (result.isEmpty()) {
          return Optional.empty();
        }
        finalist.add(result.get());
      }
    }
    finalists.sort(BEST_FIRST);
    return Optional.of(finalists.get(0).get(0).settings());
  }

  private static final Comparator<List<RunResult>> BEST_FIRST =
      Comparator.comparingDouble(
          results -> -results.stream().mapToDouble(RunResult::ranked).average().orElseThrow());
}

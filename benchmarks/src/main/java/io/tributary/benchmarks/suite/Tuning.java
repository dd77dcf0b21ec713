package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.suite.stream.Purpose;
import io.tributary.benchmarks.suite.stream.SuiteStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses hyper-parameters, with the same effort for every method: random draws, all on {@value
 * #SCREENING} seeds; the best third of them on more; of these the one with the best mean of all
 * {@value #SEEDS}.
 *
 * @param draws how many; 1: the usual values, untried
 */
record Tuning(int draws) {

  private static final int SCREENING = 4;
  private static final int SEEDS = 8;

  /** How many runs it takes. */
  int runs() {
    return draws == 1 ? 0 : draws * SCREENING + finalists() * (SEEDS - SCREENING);
  }

  private int finalists() {
    return (draws + 2) / 3;
  }

  /** The choice; empty when it had to stop before. */
  Optional<Map<String, Object>> choose(Bench bench, SuiteStream stream, Method method) {
    if (draws == 1) {
      return Optional.of(method.draw(stream, 0));
    }
    List<Trial> tried = new ArrayList<>();
    for (int number = 0; number < draws; number++) {
      tried.add(new Trial(method.draw(stream, number), new ArrayList<>()));
    }
    if (!run(tried, SCREENING, bench, stream, method)) {
      return Optional.empty();
    }
    tried.sort(BEST_FIRST); // stable: of equals the first drawn
    List<Trial> finalists = tried.subList(0, finalists());
    if (!run(finalists, SEEDS, bench, stream, method)) {
      return Optional.empty();
    }
    finalists.sort(BEST_FIRST);
    return Optional.of(finalists.get(0).settings());
  }

  /** Brings trials to so many seeds; false when it had to stop before. */
  private static boolean run(
      List<Trial> trials, int seeds, Bench bench, SuiteStream stream, Method method) {
    for (Trial trial : trials) {
      while (trial.scores().size() < seeds) {
        Optional<RunResult> result =
            bench.result(stream, method, trial.settings(), Purpose.TUNE, trial.scores().size() + 1);
        if (result.isEmpty()) {
          return false;
        }
        trial.scores().add(result.get().ranked());
      }
    }
    return true;
  }

  /** Hyper-parameters, and how they did on the seeds from 1 on. */
  private record Trial(Map<String, Object> settings, List<Double> scores) {

    double mean() {
      return scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
  }

  private static final Comparator<Trial> BEST_FIRST =
      Comparator.comparingDouble(trial -> -trial.mean());
}

package io.tributary.benchmarks.suite.stream;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A stream to compare methods on, with the model that learns it.
 *
 * @param name in results and on the command line
 * @param about in one line, for people
 * @param half whether methods may be developed on it
 * @param heavy whether a run takes minutes, so that only those who name it get it
 * @param rounds about how many; the scale of the learning rate's decay
 * @param rate a usual learning rate, around which others are tried
 * @param measure of the target
 * @param configuration model, tasks, rounds and dev window, as YAML
 * @param fixedWeights of the auxiliary tasks, that a search for the best fixed ones tries
 * @param recorder makes it
 */
public record SuiteStream(
    String name,
    String about,
    Half half,
    boolean heavy,
    int rounds,
    double rate,
    Measure measure,
    String configuration,
    List<Map<String, Double>> fixedWeights,
    Recorder recorder) {

  public SuiteStream {
    fixedWeights = List.copyOf(fixedWeights);
  }

  /** Which half a stream is in. */
  public enum Half {
    /** Methods are developed on these. */
    DEVELOP,
    /** These are looked at once, at the end. */
    REPORT
  }

  /** Makes a stream. */
  @FunctionalInterface
  public interface Recorder {
    /**
     * Makes it. For tuning, test records are others than those that are reported.
     *
     * @param seed of all that is drawn
     */
    Recording record(long seed, Purpose purpose) throws IOException;
  }
}

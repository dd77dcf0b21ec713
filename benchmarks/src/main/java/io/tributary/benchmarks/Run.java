package io.tributary.benchmarks;

import io.tributary.connectors.record.RoundHeader.Timing;
import java.util.List;
import java.util.Map;

/**
 * One measured run.
 *
 * @param examples trained on, of all tasks
 * @param seconds of the rounds: from the first parameters to the last
 * @param wholeSeconds with starting before and finishing after
 * @param cpuSeconds that this process used meanwhile, over all threads, for the whole
 * @param weights of the tasks at the end
 * @param timings of the rounds; nothing waits in a loop over examples in memory
 */
record Run(
    long examples,
    double seconds,
    double wholeSeconds,
    double cpuSeconds,
    Map<String, Float> weights,
    List<Timing> timings) {

  /** Examples a second. */
  double rate() {
    return examples / seconds;
  }

  /** Seconds of all rounds at the pace of those after the first quarter, which warms up. */
  double warmSeconds() {
    int first = timings.size() / 4;
    double millis = timings.stream().skip(first).mapToDouble(Timing::round).sum();
    return millis / 1e3 * timings.size() / (timings.size() - first);
  }

  /** Examples a second after the first quarter of the rounds. */
  double warmRate() {
    return examples / warmSeconds();
  }

  /** Examples a second with the start. */
  double wholeRate() {
    return examples / wholeSeconds;
  }
}

package io.tributary.benchmarks.suite;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run, as a line of results.jsonl.
 *
 * @param stream its name
 * @param method its name
 * @param purpose tune, develop or report
 * @param seed its number within the purpose, from 1
 * @param settings hyper-parameters by key of the configuration
 * @param score the measure of the target on its test examples, better the higher; null when it is
 *     no number
 * @param test all scores on the test examples: loss, and accuracy, auc, rmse or deviation
 * @param prequential the same kinds of scores of mini-epochs before they were trained on
 * @param rounds how many
 * @param at the rounds that curves are told of
 * @param weights of each task after those rounds
 * @param alpha mean coefficient of each task's delta since the point before
 * @param leaders the branch that was published after those rounds; empty without shadows
 * @param training what computing deltas cost
 * @param combining what the rest of the rounds cost
 */
record RunResult(
    String stream,
    String method,
    String purpose,
    int seed,
    Map<String, Object> settings,
    @Nullable Double score,
    Map<String, Double> test,
    Map<String, Double> prequential,
    long rounds,
    List<Long> at,
    Map<String, List<Double>> weights,
    Map<String, List<Double>> alpha,
    List<String> leaders,
    Cost training,
    Cost combining) {

  /**
   * A cost.
   *
   * @param seconds of the clock
   * @param cpu seconds of the thread
   * @param passes over one example: forward one, backward two
   */
  record Cost(double seconds, double cpu, double passes) {
    static final Cost NONE = new Cost(0, 0, 0);

    Cost plus(Cost other) {
      return new Cost(seconds + other.seconds, cpu + other.cpu, passes + other.passes);
    }

    Cost minus(Cost other) {
      return new Cost(seconds - other.seconds, cpu - other.cpu, passes - other.passes);
    }
  }

  @JsonIgnore
  RunKey key() {
    return new RunKey(stream, method, purpose, seed, settings);
  }

  /** The score; lower than any when it is no number. */
  @JsonIgnore
  double ranked() {
    return score == null ? -Double.MAX_VALUE : score;
  }
}

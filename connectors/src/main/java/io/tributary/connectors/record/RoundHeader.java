package io.tributary.connectors.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the coordinator says on {@code rounds} about the parameters it publishes there: the JSON
 * record that stands before their chunks.
 *
 * @param model name of the model
 * @param run id of the run, minted when it starts without state
 * @param generation rises at every restore and fences off what a failed attempt published
 * @param round the number of rounds behind the parameters; 0: the initial ones
 * @param phase what is asked of the trainers
 * @param publish whether these parameters are a published checkpoint, so that tests are scored
 * @param incarnations of the trainers that are to obey
 * @param weights of the tasks, by name
 * @param leader index of the branch that is published
 * @param consumed the last mini-epoch of each task that is in the parameters or was given up
 * @param chunks how many records of parameters follow
 * @param finished the round that led here; absent for round 0 and when publishing again
 * @param scores prequential and dev scores of that round, test scores when there are new ones
 * @param counters examples of each task, by name; "" for rejected ones of no task that is known
 * @param guarded what was left out of the rounds so far
 * @param timing where the time of the round behind them went
 * @param joins what became of features and labels that came apart; absent where none are joined
 * @param steered what commands have made of the round; absent before the first command
 * @param rates by what learning rates are multiplied, by task; a task left out learns as configured
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoundHeader(
    String model,
    String run,
    long generation,
    long round,
    Phase phase,
    boolean publish,
    List<Long> incarnations,
    Map<String, Float> weights,
    int leader,
    Map<String, Long> consumed,
    int chunks,
    @Nullable TaskWeightsRecord finished,
    List<EvaluationRecord> scores,
    Map<String, TaskCounters> counters,
    Guarded guarded,
    @Nullable Timing timing,
    @Nullable Joins joins,
    @Nullable Steered steered,
    @Nullable Map<String, Float> rates) {

  /** A header of a job that joins nothing, before the first command. */
  public RoundHeader(
      String model,
      String run,
      long generation,
      long round,
      Phase phase,
      boolean publish,
      List<Long> incarnations,
      Map<String, Float> weights,
      int leader,
      Map<String, Long> consumed,
      int chunks,
      @Nullable TaskWeightsRecord finished,
      List<EvaluationRecord> scores,
      Map<String, TaskCounters> counters,
      Guarded guarded,
      @Nullable Timing timing) {
    this(
        model,
        run,
        generation,
        round,
        phase,
        publish,
        incarnations,
        weights,
        leader,
        consumed,
        chunks,
        finished,
        scores,
        counters,
        guarded,
        timing,
        null,
        null,
        null);
  }

  /** By what a task's learning rate is multiplied. */
  public float rate(String task) {
    return rates == null ? 1 : rates.getOrDefault(task, 1f);
  }

  /** Read from a topic that others may write to: what must be there, is. */
  public RoundHeader {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(phase, "phase");
    incarnations = List.copyOf(incarnations);
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(consumed, "consumed");
    Objects.requireNonNull(scores, "scores");
    Objects.requireNonNull(counters, "counters");
    guarded = Objects.requireNonNullElse(guarded, Guarded.NONE); // unknown to former versions
    if (chunks < 0 || chunks > RoundMessage.MOST_CHUNKS) {
      throw new IllegalArgumentException("a round cannot have " + chunks + " chunks");
    }
  }

  /** What is asked of the trainers. */
  public enum Phase {
    /** Train the next round from these parameters. */
    OPEN,
    /** The input has ended: score the tests and tell the last counts. */
    LAST,
    /** All is said; the job may be stopped. */
    DONE
  }

  /**
   * Milliseconds of wall-clock time, along the task that answered last: waits and trainings of
   * other tasks overlap with its own, and cost the round nothing.
   *
   * @param round from publishing the parameters to having the next ones
   * @param waitExamples until that task's mini-epoch was there, from having the parameters
   * @param train its training, its scores and its waiting for a thread included
   * @param tune finding α and combining
   */
  public record Timing(double round, double waitExamples, double train, double tune) {

    /** What the loop itself took: the way to the trainers through Kafka, and back. */
    public double loop() {
      return round - waitExamples - train - tune;
    }
  }

  /**
   * Where the examples of one task went: {@code received = trained + dev + test + dropped +
   * rejected + late + retired + pending}.
   *
   * @param received in records that were read
   * @param trained in mini-epochs that a round has taken
   * @param dev kept for tuning and scoring
   * @param test kept for scoring
   * @param dropped given up: leftovers at the end, what exceeded a bound, and what trains nothing
   *     because the method trains the target alone
   * @param rejected in records that cannot be used
   * @param late in records that were set aside because their window had ended
   * @param pending waiting to be trained, or being trained
   * @param retired set aside because a command had retired their task
   * @param replayed of those trained, trained on again; beside the sum
   */
  public record TaskCounters(
      long received,
      long trained,
      long dev,
      long test,
      long dropped,
      long rejected,
      long late,
      long pending,
      long retired,
      long replayed) {

    /** Of a task that is not retired, and replays nothing. */
    public TaskCounters(
        long received,
        long trained,
        long dev,
        long test,
        long dropped,
        long rejected,
        long late,
        long pending) {
      this(received, trained, dev, test, dropped, rejected, late, pending, 0, 0);
    }

    /** Of no example. */
    public static final TaskCounters NONE = new TaskCounters(0, 0, 0, 0, 0, 0, 0, 0);

    /** With examples that were set aside before they reached their task. */
    public TaskCounters with(long newRejected, long newLate) {
      return new TaskCounters(
          received + newRejected + newLate,
          trained,
          dev,
          test,
          dropped,
          rejected + newRejected,
          late + newLate,
          pending,
          retired,
          replayed);
    }
  }

  /**
   * What guards left out.
   *
   * @param rounds whole ones, because they raised the dev loss beyond the tolerance
   * @param deltas single ones, and those of such rounds
   */
  public record Guarded(long rounds, long deltas) {

    /** Nothing. */
    public static final Guarded NONE = new Guarded(0, 0);

    /** With what was left out of one more round. */
    public Guarded plus(boolean round, long newDeltas) {
      return new Guarded(rounds + (round ? 1 : 0), deltas + newDeltas);
    }
  }

  /**
   * Features and labels that came apart: {@code features = labelled + withoutLabel + replaced} and
   * those that still wait for a first label, {@code labels = joined + withoutFeatures} and those
   * that still wait for features.
   *
   * @param features records with features that lacked some label
   * @param labelled of these, joined with one label at least
   * @param withoutLabel of these, given up because the wait was over before any label came
   * @param replaced of these, given up for newer features of the same id before any label came
   * @param labels single labels in records without features
   * @param joined of these, trained, dev or test examples by now
   * @param withoutFeatures of these, rejected because the wait was over before any features came
   */
  public record Joins(
      long features,
      long labelled,
      long withoutLabel,
      long replaced,
      long labels,
      long joined,
      long withoutFeatures) {

    /** Of nothing. */
    public static final Joins NONE = new Joins(0, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    public Joins plus(Joins more) {
      return new Joins(
          features + more.features,
          labelled + more.labelled,
          withoutLabel + more.withoutLabel,
          replaced + more.replaced,
          labels + more.labels,
          joined + more.joined,
          withoutFeatures + more.withoutFeatures);
    }

    /** Features that wait for their first label. */
    public long waitingFeatures() {
      return features - labelled - withoutLabel - replaced;
    }

    /** Labels that wait for features. */
    public long waitingLabels() {
      return labels - joined - withoutFeatures;
    }
  }
}

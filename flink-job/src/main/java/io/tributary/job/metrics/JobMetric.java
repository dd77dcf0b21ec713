package io.tributary.job.metrics;

import static io.tributary.job.metrics.MetricLabel.BRANCH;
import static io.tributary.job.metrics.MetricLabel.DEVICE;
import static io.tributary.job.metrics.MetricLabel.MODEL;
import static io.tributary.job.metrics.MetricLabel.PHASE;
import static io.tributary.job.metrics.MetricLabel.REASON;
import static io.tributary.job.metrics.MetricLabel.SIGNAL;
import static io.tributary.job.metrics.MetricLabel.SPLIT;
import static io.tributary.job.metrics.MetricLabel.TASK;

import java.util.List;

/**
 * Every metric of the job: the one place where their names stand. {@code docs/metrics.md} is
 * written from it. Labels come in the order in which the groups lie within each other.
 */
public enum JobMetric {
  ACCEPTED(Kind.COUNTER, "acceptedExamples", "examples that reached their task", MODEL, TASK),
  TRAINED(Kind.COUNTER, "trainedExamples", "examples that a round has taken", MODEL, TASK),
  REPLAYED(
      Kind.COUNTER, "replayedExamples", "examples that a round has trained on again", MODEL, TASK),
  DEV(Kind.COUNTER, "devExamples", "examples kept for tuning and scoring", MODEL, TASK),
  TEST(Kind.COUNTER, "testExamples", "examples kept for tests", MODEL, TASK),
  DROPPED(Kind.COUNTER, "droppedExamples", "examples that a bound gave up", MODEL, TASK),
  REJECTED(
      Kind.COUNTER,
      "rejectedExamples",
      "examples in records that cannot be used; the task is empty where it is not known",
      MODEL,
      TASK),
  LATE(Kind.COUNTER, "lateExamples", "examples whose window had ended", MODEL, TASK),
  RETIRED(
      Kind.COUNTER,
      "retiredExamples",
      "examples set aside because a command had retired their task",
      MODEL,
      TASK),
  PENDING(Kind.GAUGE, "pendingExamples", "examples that wait for training", MODEL, TASK),
  RECORDS(Kind.COUNTER, "records", "records that were read from the examples topics", MODEL),
  REJECTED_RECORDS(
      Kind.COUNTER, "rejectedRecords", "records that went to a dead-letter topic", MODEL, REASON),
  FEATURES(
      Kind.COUNTER, "features", "records of features whose labels may come apart from them", MODEL),
  LABELLED_FEATURES(
      Kind.COUNTER, "labelledFeatures", "of these, those that have had a label", MODEL),
  UNLABELLED_FEATURES(
      Kind.COUNTER, "unlabelledFeatures", "of these, those that no label came for in time", MODEL),
  REPLACED_FEATURES(
      Kind.COUNTER,
      "replacedFeatures",
      "of these, those that newer ones of their id replaced before any label",
      MODEL),
  WAITING_FEATURES(Kind.GAUGE, "waitingFeatures", "of these, those that wait for a label", MODEL),
  LABELS(Kind.COUNTER, "labels", "labels that came apart from their features", MODEL),
  JOINED_LABELS(
      Kind.COUNTER, "joinedLabels", "of these, those that have joined their features", MODEL),
  ORPHANED_LABELS(
      Kind.COUNTER, "orphanedLabels", "of these, those that no features came for in time", MODEL),
  WAITING_LABELS(Kind.GAUGE, "waitingLabels", "of these, those that wait for features", MODEL),
  WEIGHT(Kind.GAUGE, "weight", "the task's weight, used in the next round", MODEL, TASK),
  TARGET(Kind.GAUGE, "target", "1 for the target task, else 0", MODEL, TASK),
  ACTIVE(Kind.GAUGE, "active", "1 for a task that takes part in rounds, else 0", MODEL, TASK),
  ALPHA(Kind.GAUGE, "alpha", "coefficient of the task's newest delta", MODEL, TASK),
  DELTA_NORM(Kind.GAUGE, "deltaNorm", "Euclidean norm of the task's newest delta", MODEL, TASK),
  COSINE(
      Kind.GAUGE,
      "cosineToTarget",
      "cosine of the task's newest delta and the target's, over the trunk",
      MODEL,
      TASK),
  CONTRIBUTION(
      Kind.GAUGE,
      "contribution",
      "the task's first-order share of the fall of the target's dev loss in the newest round",
      MODEL,
      TASK),
  LOSS(Kind.GAUGE, "loss", "mean loss of the newest score", MODEL, TASK, SPLIT),
  ACCURACY(
      Kind.GAUGE,
      "accuracy",
      "share of correct predictions in the newest score",
      MODEL,
      TASK,
      SPLIT),
  RMSE(
      Kind.GAUGE,
      "rmse",
      "root of the mean squared error of the newest score, in the label's units; regression only",
      MODEL,
      TASK,
      SPLIT),
  CALIBRATION(
      Kind.GAUGE,
      "calibrationError",
      "expected calibration error of the newest score; not for regression",
      MODEL,
      TASK,
      SPLIT),
  WINDOW_SCORE(
      Kind.GAUGE,
      "windowScore",
      "accuracy, or for regression rmse, over the prequential window",
      MODEL,
      TASK),
  MAJORITY_SCORE(
      Kind.GAUGE,
      "majorityScore",
      "the same of always saying the majority class so far, or the mean",
      MODEL,
      TASK),
  REPEAT_LAST_SCORE(
      Kind.GAUGE, "repeatLastScore", "the same of always saying the label before", MODEL, TASK),
  ANYTIME_SCORE(
      Kind.GAUGE,
      "anytimeScore",
      "accuracy, or for regression rmse, on kept test examples of periods: mean of all evaluations",
      MODEL,
      TASK),
  FORWARD_TRANSFER(
      Kind.GAUGE,
      "forwardTransfer",
      "what periods did for the score on the next one's test examples; above 0 is better",
      MODEL,
      TASK),
  BACKWARD_TRANSFER(
      Kind.GAUGE,
      "backwardTransfer",
      "what later periods did for the score on earlier ones' test examples; above 0 is better",
      MODEL,
      TASK),
  FORGETTING(
      Kind.GAUGE,
      "forgetting",
      "how far the score on earlier periods' test examples is below the best that it was",
      MODEL,
      TASK),
  DRIFTS(
      Kind.COUNTER,
      "drifts",
      "changes of the stream: of the target's prequential error, of a task's contribution",
      MODEL,
      TASK,
      SIGNAL),
  NON_FINITE(
      Kind.COUNTER,
      "nonFiniteDeltas",
      "deltas left out because a number in them or in what they lead to is not finite",
      MODEL,
      TASK),
  ROUNDS(Kind.COUNTER, "rounds", "finished rounds", MODEL),
  ROUND(Kind.GAUGE, "round", "number of the newest finished round", MODEL),
  GUARDED_ROUNDS(
      Kind.COUNTER, "guardedRounds", "rounds left out because they raised the dev loss", MODEL),
  GUARDED_DELTAS(
      Kind.COUNTER, "guardedDeltas", "deltas left out, singly or with their round", MODEL),
  COMMANDS(Kind.COUNTER, "commands", "commands that were followed", MODEL),
  COMMANDS_REFUSED(Kind.COUNTER, "commandsRefused", "commands that were refused", MODEL),
  ROUNDS_LOST(
      Kind.COUNTER, "roundsLost", "rounds whose records Kafka dropped before a restore", MODEL),
  LEADER(Kind.GAUGE, "leader", "1 for the branch that is published, else 0", MODEL, BRANCH),
  ROUND_TIME(
      Kind.HISTOGRAM,
      "roundTimeMillis",
      "time from publishing parameters to having the next",
      MODEL),
  PHASE_TIME(
      Kind.HISTOGRAM,
      "roundPhaseMillis",
      "where a round's time went; the phases add up to the round",
      MODEL,
      PHASE),
  PUBLISHED(Kind.COUNTER, "publishedModels", "models published as checkpoints", MODEL),
  PUBLISHED_ROUND(
      Kind.GAUGE, "publishedRound", "round of the newest published model; -1 before", MODEL),
  CHAMPION_ROUND(
      Kind.GAUGE, "championRound", "round of the model that serves; -1 before there is one", MODEL),
  REFUSED_CANDIDATES(
      Kind.COUNTER,
      "refusedCandidates",
      "published models that did not become champion, since the job last started",
      MODEL),
  PUBLISHED_BYTES(Kind.COUNTER, "publishedBytes", "bytes of published models", MODEL),
  PUBLISH_TIME(Kind.HISTOGRAM, "publishTimeMillis", "time to make and send a model", MODEL),
  PUBLISH_FAILURES(Kind.COUNTER, "publishFailures", "models that could not be made or sent", MODEL),
  ANSWERED_REQUESTS(
      Kind.COUNTER, "answeredRequests", "requests that the scoring job has answered", MODEL),
  REJECTED_REQUESTS(
      Kind.COUNTER,
      "rejectedRequests",
      "requests that cannot be answered and went to the dead-letter topic",
      MODEL,
      REASON),
  REQUEST_LATENCY(
      Kind.HISTOGRAM,
      "requestLatencyMillis",
      "time from a request's timestamp to its prediction, before that is committed",
      MODEL),
  SERVED_ROUND(
      Kind.GAUGE, "servedRound", "round of the model that answers requests; -1 before", MODEL),
  MODEL_SWAPS(
      Kind.COUNTER, "modelSwaps", "models that the scoring job has begun to answer with", MODEL),
  MODEL_FAILURES(
      Kind.COUNTER,
      "modelFailures",
      "models that the scoring job could not answer with; the one before went on",
      MODEL),
  NATIVE_BYTES(Kind.GAUGE, "nativeBytes", "native memory that the engine holds in this process"),
  NATIVE_LIMIT(
      Kind.GAUGE, "nativeLimitBytes", "native memory that the engine may hold in this process"),
  DEVICE_BYTES(Kind.GAUGE, "deviceBytes", "memory in use on a CUDA device", DEVICE),
  DEVICE_LIMIT(Kind.GAUGE, "deviceLimitBytes", "memory of a CUDA device", DEVICE);

  /** What kind of number it is. */
  public enum Kind {
    /** Only rises. */
    COUNTER,
    /** Rises and falls. */
    GAUGE,
    /** How values are distributed. */
    HISTOGRAM
  }

  /** The group that all of them lie in. */
  public static final String GROUP = "tributary";

  private final Kind kind;
  private final String id;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<MetricLabel> labels;

  JobMetric(Kind kind, String id, String description, MetricLabel... labels) {
    this.kind = kind;
    this.id = id;
    this.description = description;
    this.labels = List.of(labels);
  }

  /** What kind of number it is. */
  public Kind kind() {
    return kind;
  }

  /** Its name within the groups. */
  public String id() {
    return id;
  }

  /** What it says, in words. */
  public String description() {
    return description;
  }

  /** The labels beside Flink's own. */
  public List<MetricLabel> labels() {
    return labels;
  }
}

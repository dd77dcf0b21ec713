package io.tributary.job.train;

import io.tributary.model.LabelStatistics;
import io.tributary.model.Position;
import io.tributary.model.evaluation.Baselines;
import io.tributary.model.evaluation.LabelMemory;
import org.jspecify.annotations.Nullable;

/**
 * How far a task has come; kept in keyed state beside its examples.
 *
 * @param consumed number of the last mini-epoch that a round has taken
 * @param closed the mini-epoch that is being trained, if any; its number is {@code consumed + 1}
 * @param bound end of the newest closed mini-epoch: an example that arrives behind it is moved to
 *     just after it
 * @param labels statistics of the labels of all closed mini-epochs
 * @param received examples accepted
 * @param trained examples in consumed mini-epochs
 * @param dev examples of split dev
 * @param test examples of split test
 * @param dropped examples given up
 * @param memory what the baselines remember of the labels of all closed mini-epochs; null when
 *     stored before there were baselines
 * @param retired examples set aside because a command had retired the task
 */
record TaskProgress(
    long consumed,
    @Nullable Closed closed,
    @Nullable Position bound,
    LabelStatistics labels,
    long received,
    long trained,
    long dev,
    long test,
    long dropped,
    @Nullable LabelMemory memory,
    long retired) {

  static final TaskProgress START =
      new TaskProgress(0, null, null, LabelStatistics.NONE, 0, 0, 0, 0, 0, LabelMemory.NONE, 0);

  /**
   * A mini-epoch whose examples are fixed.
   *
   * @param examples trained on: the newest of those up to the bound
   * @param surplus older ones up to the bound, dropped with it
   * @param baselines on the examples; null when stored before there were such
   */
  record Closed(long examples, long surplus, @Nullable Baselines baselines) {}

  /** One more example was accepted. */
  TaskProgress accepted(long newDev, long newTest, long newDropped) {
    return new TaskProgress(
        consumed,
        closed,
        bound,
        labels,
        received + 1,
        trained,
        dev + newDev,
        test + newTest,
        dropped + newDropped,
        memory,
        retired);
  }

  /** A mini-epoch was closed. */
  TaskProgress close(
      Closed miniEpoch, Position end, LabelStatistics newLabels, LabelMemory newMemory) {
    return new TaskProgress(
        consumed, miniEpoch, end, newLabels, received, trained, dev, test, dropped, newMemory,
        retired);
  }

  /** The closed mini-epoch is in the parameters. */
  TaskProgress consume(Closed miniEpoch) {
    return new TaskProgress(
        consumed + 1,
        null,
        bound,
        labels,
        received,
        trained + miniEpoch.examples(),
        dev,
        test,
        dropped + miniEpoch.surplus(),
        memory,
        retired);
  }

  /** Waiting examples were given up because there were too many. */
  TaskProgress drop(long surplus) {
    return new TaskProgress(
        consumed,
        closed,
        bound,
        labels,
        received,
        trained,
        dev,
        test,
        dropped + surplus,
        memory,
        retired);
  }

  /**
   * Examples of a retired task are set aside, with the mini-epoch that was closed.
   *
   * @param waiting of them, accepted before
   * @param accepted of them, only now
   */
  TaskProgress retire(long waiting, long accepted) {
    return new TaskProgress(
        consumed,
        null,
        bound,
        labels,
        received + accepted,
        trained,
        dev,
        test,
        dropped,
        memory,
        retired + waiting + accepted);
  }

  /** What is left will never be trained on. */
  TaskProgress giveUp(long leftovers) {
    return new TaskProgress(
        consumed,
        null,
        bound,
        labels,
        received,
        trained,
        dev,
        test,
        dropped + leftovers,
        memory,
        retired);
  }
}

package io.tributary.job.round;

import io.tributary.connectors.record.Fence;
import io.tributary.connectors.record.Gap;
import io.tributary.connectors.topic.TopicException;
import io.tributary.job.worker.BackgroundWorker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, after a restore and beside the mailbox, whether all records before it have become visible.
 * Kafka ends a prepared transaction by itself when the job is away for longer than {@code
 * transaction.timeout.ms}: what the rounds learned is kept, what they said is lost. Nothing of this
 * is state: the topic itself holds what is missing, and what was told of it.
 */
final class GapWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GapWatch.class);
  private static final int LOOKS = 5;
  private static final long PAUSE_MILLIS = 1_000;

  private final RoundGaps source;
  private final BackgroundWorker background;
  private final Deque<Gap> untold = new ArrayDeque<>();

  /** A watch over what the source knows. */
  GapWatch(RoundGaps source, MailboxExecutor mailbox) {
    this.source = source;
    this.background = new BackgroundWorker(mailbox, "tributary-gaps");
  }

  /** Looks after the rounds up to a restored one, and counts those that are lost. */
  void start(Fence restored, ProcessingTimeService time, Counter lost) {
    look(restored, time, lost, LOOKS);
  }

  /** The records may still be on their way: only what is missing at the last look is lost. */
  private void look(Fence restored, ProcessingTimeService time, Counter lost, int left) {
    background.run(
        () -> missing(restored),
        gaps -> {
          if (left > 1 && !gaps.isEmpty()) {
            var unused = // a closed operator's timers are cancelled by Flink
                time.registerTimer(
                    time.getCurrentProcessingTime() + PAUSE_MILLIS,
                    now -> look(restored, time, lost, left - 1));
          } else {
            gaps.forEach(gap -> note(restored, gap, lost));
          }
        });
  }

  private List<Gap> missing(Fence restored) {
    try {
      return source.missing(restored.run(), restored.round());
    } catch (TopicException failure) {
      if (!Thread.currentThread().isInterrupted()) { // by closing this watch
        LOG.warn("whether rounds are missing could not be seen: {}", failure.getMessage());
      }
      return List.of();
    }
  }

  private void note(Fence restored, Gap gap, Counter lost) {
    LOG.error(
        "the records of rounds {} to {} of run {} are lost to readers: Kafka ended their"
            + " transaction before the job came back. The parameters hold what these rounds"
            + " learned. If the job may be away for long, raise transaction.timeout.ms, and the"
            + " broker's transaction.max.timeout.ms",
        gap.from(),
        gap.to(),
        restored.run());
    lost.inc(gap.to() - gap.from() + 1);
    untold.add(gap);
  }

  /** A gap for the next record to tell of, each once; null when there is none. */
  @Nullable Gap next() {
    return untold.poll();
  }

  /** A restart does not wait for what is looked at: the next attempt looks again. */
  @Override
  public void close() {
    background.abandon();
  }
}

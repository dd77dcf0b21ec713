package io.tributary.job;

import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundMessage;
import io.tributary.connectors.record.WaitingRecord;
import io.tributary.model.config.Configuration;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A submitted job, seen from its client: follows its rounds, and stops it so that everything it
 * said is committed.
 *
 * <pre>{@code
 * try (JobRun run = JobRun.submit(configuration, JobOptions.toTheEnd())) {
 *   run.follow(header -> System.out.println(header.round()));
 * }
 * }</pre>
 */
public final class JobRun implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final RoundsTopic rounds;
  private final RunningJob job;
  private final long roundsStart;
  private volatile boolean stopping;

  JobRun(RoundsTopic rounds, RunningJob job, long roundsStart) {
    this.rounds = rounds;
    this.job = job;
    this.roundsStart = roundsStart;
  }

  /**
   * Creates missing topics, resolves offsets and submits the job: to a mini cluster in this JVM,
   * or, when called from a program that Flink runs, to its cluster.
   *
   * @throws JobException when a broker or a topic is not as it must be, in one clear line
   */
  public static JobRun submit(Configuration configuration, JobOptions options) {
    return new JobSubmission(configuration, options).submit();
  }

  /**
   * Tells the listener of every round until the job has said that it is done, or was stopped; then
   * stops it with a savepoint, so that the last transactions are committed.
   *
   * @throws JobException when the job fails
   */
  public void follow(RoundListener listener) {
    try (KafkaConsumer<byte[], byte[]> consumer = rounds.consumer()) {
      consumer.seek(rounds.partition(), roundsStart);
      do {
        hear(consumer, listener);
      } while (!job.stopWithSavepoint());
    }
  }

  /** Until the job says that it is done, or is to be stopped. */
  private void hear(KafkaConsumer<byte[], byte[]> consumer, RoundListener listener) {
    boolean done = false;
    while (!done && !stopping) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        done |= RoundMessage.find(record).map(message -> tell(message, listener)).orElse(false);
      }
      job.failIfEnded();
    }
  }

  private static boolean tell(RoundMessage message, RoundListener listener) {
    switch (message.kind()) {
      case ROUND -> {
        RoundHeader header = Json.read(message.body(), RoundHeader.class);
        listener.onRound(header);
        return header.phase() == Phase.DONE;
      }
      case WAITING -> listener.onWaiting(Json.read(message.body(), WaitingRecord.class));
      default -> {}
    }
    return false;
  }

  /** Asks {@link #follow} to stop the job with a savepoint and return; from any thread. */
  public void stop() {
    stopping = true;
  }

  /** Where stopping left the savepoint; null before, and once a temporary one is deleted. */
  public @Nullable String savepoint() {
    return job.savepoint();
  }

  /** Cancels the job if it still runs. */
  @Override
  public void close() {
    job.close();
  }
}

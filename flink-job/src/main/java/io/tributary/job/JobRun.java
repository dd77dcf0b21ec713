package io.tributary.job;

import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundMessage;
import io.tributary.connectors.record.WaitingRecord;
import io.tributary.model.config.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private static final long STOP_SECONDS = 120;
  private static final int STOP_ATTEMPTS = 5;
  private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

  private final RoundsTopic rounds;
  private final JobClient client;
  private final CompletableFuture<JobExecutionResult> result;
  private final long roundsStart;
  private final Path savepoints;
  private final TemporaryFolder temporary;
  private volatile boolean stopping;
  private @Nullable String savepoint;

  JobRun(
      RoundsTopic rounds,
      JobClient client,
      long roundsStart,
      Path savepoints,
      TemporaryFolder temporary) {
    this.rounds = rounds;
    this.client = client;
    this.result = client.getJobExecutionResult();
    this.roundsStart = roundsStart;
    this.savepoints = savepoints;
    this.temporary = temporary;
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
      int attempts = 0;
      do {
        hear(consumer, listener);
        attempts++;
      } while (!stopWithSavepoint(attempts == STOP_ATTEMPTS));
    }
  }

  /** Until the job says that it is done, or is to be stopped. */
  private void hear(KafkaConsumer<byte[], byte[]> consumer, RoundListener listener) {
    boolean done = false;
    while (!done && !stopping) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        done |= RoundMessage.find(record).map(message -> tell(message, listener)).orElse(false);
      }
      failIfEnded();
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

  private void failIfEnded() {
    if (result.isDone()) {
      throw failure();
    }
  }

  private JobException failure() {
    try {
      result.get();
      return new JobException("the job ended by itself", null);
    } catch (ExecutionException failure) {
      return JobException.of("the job failed", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new JobException("interrupted", interrupted);
    }
  }

  /**
   * Whether the job stopped. A savepoint that is triggered while a bounded source comes to its own
   * end fails, and the job restarts from its last checkpoint: then it is heard and stopped again.
   */
  private boolean stopWithSavepoint(boolean last) {
    try {
      awaitRunning();
      savepoint =
          client
              .stopWithSavepoint(
                  false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
              .get(STOP_SECONDS, TimeUnit.SECONDS);
      result.get(STOP_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException failure) {
      if (!last && !result.isDone()) {
        LOG.warn("stopping failed, and is tried again", failure);
        return false;
      }
      throw JobException.of("the job could not be stopped with a savepoint", failure);
    } catch (TimeoutException late) {
      throw new JobException("the job did not stop within " + STOP_SECONDS + " s", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new JobException("interrupted while stopping", interrupted);
    }
  }

  /** A job that still starts, or restarts, takes no savepoint. */
  private void awaitRunning() throws InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    while (client.getJobStatus().get() != JobStatus.RUNNING && System.nanoTime() < deadline) {
      failIfEnded();
      Thread.sleep(POLL.toMillis());
    }
  }

  /** Asks {@link #follow} to stop the job with a savepoint and return; from any thread. */
  public void stop() {
    stopping = true;
  }

  /** Where stopping left the savepoint; null before, and once a temporary one is deleted. */
  public @Nullable String savepoint() {
    return savepoint;
  }

  /** Cancels the job if it still runs. */
  @Override
  public void close() {
    try {
      if (!result.isDone()) {
        client.cancel().get(STOP_SECONDS, TimeUnit.SECONDS);
        result.handle((ended, failure) -> true).get(STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException failure) {
      throw JobException.of("the job could not be cancelled", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      temporary.close();
    }
  }
}

package io.tributary.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A submitted job as its client has it: until it is stopped with everything committed. */
final class RunningJob implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long STOP_SECONDS = 120;
  private static final Logger LOG = LoggerFactory.getLogger(RunningJob.class);

  private final JobClient client;
  private final CompletableFuture<JobExecutionResult> result;
  private final Path savepoints;
  private final TemporaryFolder temporary;
  private @Nullable String savepoint;
  private long giveUpNanos; // 0 until stopping has failed once

  /**
   * A job.
   *
   * @param savepoints where stopping leaves its savepoint
   * @param temporary deleted at the end
   */
  RunningJob(JobClient client, Path savepoints, TemporaryFolder temporary) {
    this.client = client;
    this.result = client.getJobExecutionResult();
    this.savepoints = savepoints;
    this.temporary = temporary;
  }

  /**
   * Checks that it still runs.
   *
   * @throws JobException when it has ended
   */
  void failIfEnded() {
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
   * Whether the job stopped. A savepoint that is triggered while tasks still start fails at once,
   * and one while a bounded source comes to its own end restarts the job from its last checkpoint:
   * then it is to be stopped again, for two minutes from the first failure.
   */
  boolean stopWithSavepoint() {
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
      if (result.isDone() || !mayTryAgain()) {
        throw JobException.of("the job could not be stopped with a savepoint", failure);
      }
      LOG.warn("stopping failed, and is tried again", failure);
      return false;
    } catch (TimeoutException late) {
      throw new JobException("the job did not stop within " + STOP_SECONDS + " s", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new JobException("interrupted while stopping", interrupted);
    }
  }

  private boolean mayTryAgain() {
    long now = System.nanoTime();
    if (giveUpNanos == 0) {
      giveUpNanos = now + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    }
    LockSupport.parkNanos(POLL.toNanos());
    return now < giveUpNanos;
  }

  /** A job that still starts, or restarts, takes no savepoint. */
  private void awaitRunning() throws InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    while (client.getJobStatus().get() != JobStatus.RUNNING && System.nanoTime() < deadline) {
      failIfEnded();
      Thread.sleep(POLL.toMillis());
    }
  }

  /** Where stopping left the savepoint; null before. */
  @Nullable String savepoint() {
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

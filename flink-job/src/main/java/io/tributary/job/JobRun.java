package io.tributary.job;

import io.tributary.model.config.Configuration;

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

  private JobRun() {}

  /**
   * Creates missing topics, resolves offsets and submits the job: to a mini cluster in this JVM,
   * or, when called from a program that Flink runs, to its cluster.
   *
   * @throws JobException when a broker or a topic is not as it must be, in one clear line
   */
  public static JobRun submit(Configuration configuration, JobOptions options) {
    throw new UnsupportedOperationException(configuration.model().name() + options);
  }

  /**
   * Tells the listener of every round until the job has said that it is done, or was stopped; then
   * stops it with a savepoint, so that the last transactions are committed.
   *
   * @throws JobException when the job fails
   */
  public void follow(RoundListener listener) {
    throw new UnsupportedOperationException(listener.toString());
  }

  /** Asks {@link #follow} to stop the job with a savepoint and return; from any thread. */
  public void stop() {}

  /** Cancels the job if it still runs. */
  @Override
  public void close() {}
}

package io.tributary.job;

import io.tributary.connectors.topic.TopicCreator;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engines;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** A submitted scoring job, seen from its client. */
public final class ScoringRun implements AutoCloseable {

  private static final long LOOK_MILLIS = 200;

  private final RunningJob job;
  private final CountDownLatch stopping = new CountDownLatch(1);

  private ScoringRun(RunningJob job) {
    this.job = job;
  }

  /**
   * Creates missing topics and submits the job: to a mini cluster in this JVM, or, when called from
   * a program that Flink runs, to its cluster.
   *
   * @throws JobException when it cannot be submitted, in one clear line
   */
  public static ScoringRun submit(Configuration configuration, ScoringOptions options) {
    TemporaryFolder temporary = new TemporaryFolder();
    ScoringRun run = null;
    try {
      JobOptions submission = new JobOptions(false, options.savepointDir(), options.restoreFrom());
      StreamExecutionEnvironment env =
          JobEnvironment.create(configuration.flink(), submission, temporary);
      JobEnvironment.separate(env, "scoring");
      Engines.require(configuration.engine(), JobEnvironment.isHere(env));
      int partitions =
          TopicCreator.createScoring(configuration.kafka())
              .partitions()
              .getOrDefault(Topics.of(configuration.kafka()).requests(), 1);
      run = submit(configuration, options, env, partitions, temporary);
      return run;
    } finally {
      if (run == null) {
        temporary.close();
      }
    }
  }

  private static ScoringRun submit(
      Configuration configuration,
      ScoringOptions options,
      StreamExecutionEnvironment env,
      int partitions,
      TemporaryFolder temporary) {
    try {
      new ScoringTopology(
              configuration, options, new AliasedModels(configuration.kafka(), options.alias()))
          .build(env, Math.max(1, Math.min(configuration.flink().parallelism(), partitions)));
      JobClient client = env.executeAsync("tributary-scoring " + configuration.model().name());
      Path savepoints =
          options.savepointDir() == null ? temporary.resolve("savepoints") : options.savepointDir();
      return new ScoringRun(new RunningJob(client, savepoints, temporary));
    } catch (Exception failure) {
      throw JobException.of("the scoring job could not be submitted", failure);
    }
  }

  /**
   * Waits until somebody asks it to stop, and stops it with a savepoint, so that every prediction
   * is committed.
   *
   * @throws JobException when the job fails
   */
  public void awaitStop() {
    try {
      while (!stopping.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        job.failIfEnded();
      }
      while (!job.stopWithSavepoint()) {
        job.failIfEnded();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks {@link #awaitStop} to stop the job and return; from any thread. */
  public void stop() {
    stopping.countDown();
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

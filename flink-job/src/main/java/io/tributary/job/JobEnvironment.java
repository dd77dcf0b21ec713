package io.tributary.job;

import io.tributary.job.train.TaskKeys;
import io.tributary.model.config.FlinkConfig;
import io.tributary.model.config.FlinkConfig.StateBackend;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where our jobs run, as Flink must know it. */
final class JobEnvironment {

  /** So many failures within the interval end a local job; over a long life many may come. */
  private static final int LOCAL_FAILURES = 4;

  private static final Duration RESTART_INTERVAL = Duration.ofMinutes(10);

  /** How often watermarks are emitted; a round by target waits for one. */
  private static final Duration WATERMARK_INTERVAL = Duration.ofMillis(10);

  private JobEnvironment() {}

  /**
   * An environment for one submission.
   *
   * @param temporary for a local job's own files
   */
  static StreamExecutionEnvironment create(
      FlinkConfig flink, JobOptions options, TemporaryFolder temporary) {
    var settings = new org.apache.flink.configuration.Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.MAX_PARALLELISM, TaskKeys.MAX_PARALLELISM);
    settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, WATERMARK_INTERVAL);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, flink.checkpointInterval());
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(StateBackendOptions.STATE_BACKEND, backend(flink, options.bounded()));
    if (options.restoreFrom() != null) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, options.restoreFrom());
    }
    if (flink.checkpointDir() != null) {
      settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(flink.checkpointDir()));
      settings.set(
          CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
          ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    if (isHere(env)) {
      env.configure(localSettings(flink, temporary));
    }
    env.setBufferTimeout(0); // the default of 100 ms would cost twice that in every round
    env.setParallelism(flink.parallelism());
    return env;
  }

  /** Whether its jobs run in this process, not on a cluster. */
  static boolean isHere(StreamExecutionEnvironment env) {
    return env instanceof LocalStreamEnvironment;
  }

  /**
   * Keeps the checkpoints of another job than the training in a folder below, so that nobody goes
   * on with the training from one of them.
   *
   * @param name of the folder
   */
  static void separate(StreamExecutionEnvironment env, String name) {
    String folder = env.getConfiguration().get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    if (folder != null) {
      var settings = new org.apache.flink.configuration.Configuration();
      settings.set(
          CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.replaceAll("/+$", "") + "/" + name);
      env.configure(settings);
    }
  }

  private static org.apache.flink.configuration.Configuration localSettings(
      FlinkConfig flink, TemporaryFolder temporary) {
    var settings = new org.apache.flink.configuration.Configuration();
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate");
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL,
        LOCAL_FAILURES);
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL,
        RESTART_INTERVAL);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY, Duration.ofSeconds(1));
    if (flink.checkpointDir() == null) {
      settings.set(
          CheckpointingOptions.CHECKPOINTS_DIRECTORY,
          temporary.resolve("checkpoints").toUri().toString());
    }
    return settings;
  }

  /** A folder's URI; what has a scheme already stays as it is. */
  private static String uri(String folder) {
    return folder.matches("[a-z][a-z0-9+.-]+:.*")
        ? folder
        : Path.of(folder).toAbsolutePath().toUri().toString();
  }

  private static String backend(FlinkConfig flink, boolean bounded) {
    StateBackend chosen = flink.stateBackend();
    if (chosen == null) {
      chosen = bounded ? StateBackend.HASHMAP : StateBackend.ROCKSDB;
    }
    return chosen == StateBackend.ROCKSDB ? "rocksdb" : "hashmap";
  }
}

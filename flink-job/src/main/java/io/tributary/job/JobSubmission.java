package io.tributary.job;

import io.tributary.connectors.topic.TopicCreator;
import io.tributary.connectors.topic.Topics;
import io.tributary.job.train.TaskKeys;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.FlinkConfig;
import io.tributary.model.config.FlinkConfig.StateBackend;
import io.tributary.model.engine.Engines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One submission: from a configuration to a running job. */
final class JobSubmission {

  /** So many failures within the interval end a local job; over a long life many may come. */
  private static final int LOCAL_FAILURES = 4;

  private static final Duration RESTART_INTERVAL = Duration.ofMinutes(10);

  /** How often watermarks are emitted; a round by target waits for one. */
  private static final Duration WATERMARK_INTERVAL = Duration.ofMillis(10);

  private final Configuration configuration;
  private final JobOptions options;

  JobSubmission(Configuration configuration, JobOptions options) {
    this.configuration = configuration;
    this.options = options;
  }

  /**
   * Creates missing topics, resolves offsets and starts the job.
   *
   * @throws io.tributary.model.engine.EngineException when the engine is not there
   */
  JobRun submit() {
    Engines.require(configuration.engine().type());
    TopicCreator.Outcome topics = TopicCreator.create(configuration.kafka());
    RoundsTopic rounds = new RoundsTopic(configuration.kafka());
    long roundsStart = rounds.end();
    TemporaryFolder temporary = new TemporaryFolder();
    try {
      StreamExecutionEnvironment env = environment(temporary);
      int sourceParallelism = sourceParallelism(topics.partitions());
      refuseTwoBeginnings(env);
      new Topology(configuration, options.warmStart())
          .build(env, options.bounded(), sourceParallelism, roundsStart);
      JobClient client = env.executeAsync("tributary " + configuration.model().name());
      Path savepoints =
          options.savepointDir() == null ? temporary.resolve("savepoints") : options.savepointDir();
      return new JobRun(rounds, client, roundsStart, savepoints, temporary);
    } catch (Exception failure) {
      temporary.close();
      throw JobException.of("the job could not be submitted", failure);
    }
  }

  /** A run that is restored has its parameters; {@code flink run} may say so itself. */
  private void refuseTwoBeginnings(StreamExecutionEnvironment env) {
    if (options.warmStart() != null
        && env.getConfiguration().getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent()) {
      throw new JobException(
          "a run that is restored from a savepoint has its own model: begin with one or the other",
          null);
    }
  }

  /** No more readers than partitions: one without any would hold event time back. */
  private int sourceParallelism(Map<String, Integer> partitions) {
    Topics topics = Topics.of(configuration.kafka());
    int examples =
        partitions.entrySet().stream()
            .filter(topic -> topics.isExamples(topic.getKey()))
            .mapToInt(Map.Entry::getValue)
            .sum();
    return Math.max(1, Math.min(configuration.flink().parallelism(), examples));
  }

  private StreamExecutionEnvironment environment(TemporaryFolder temporary) {
    FlinkConfig flink = configuration.flink();
    var settings = new org.apache.flink.configuration.Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.MAX_PARALLELISM, TaskKeys.MAX_PARALLELISM);
    settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, WATERMARK_INTERVAL);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, flink.checkpointInterval());
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(StateBackendOptions.STATE_BACKEND, backend(flink));
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
    if (env instanceof LocalStreamEnvironment) {
      env.configure(localSettings(flink, temporary));
    }
    env.setBufferTimeout(0); // the default of 100 ms would cost twice that in every round
    env.setParallelism(flink.parallelism());
    return env;
  }

  private org.apache.flink.configuration.Configuration localSettings(
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

  private String backend(FlinkConfig flink) {
    StateBackend chosen = flink.stateBackend();
    if (chosen == null) {
      chosen = options.bounded() ? StateBackend.HASHMAP : StateBackend.ROCKSDB;
    }
    return chosen == StateBackend.ROCKSDB ? "rocksdb" : "hashmap";
  }
}

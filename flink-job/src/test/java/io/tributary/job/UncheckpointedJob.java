package io.tributary.job;

import io.tributary.job.train.TaskKeys;
import io.tributary.model.config.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A job that takes savepoints when told, and no checkpoints: what it commits with a savepoint is in
 * the savepoint too. All its state goes into files of its own, so that a savepoint holds no
 * absolute path.
 */
record UncheckpointedJob(JobRun run, JobClient client, Path folder) {

  private static final Duration NEVER = Duration.ofHours(1);

  static UncheckpointedJob start(Configuration configuration, Path folder) throws Exception {
    return start(configuration, folder, null);
  }

  static UncheckpointedJob start(Configuration configuration, Path folder, @Nullable String from)
      throws Exception {
    var settings = new org.apache.flink.configuration.Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.MAX_PARALLELISM, TaskKeys.MAX_PARALLELISM);
    settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(10));
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, NEVER);
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    settings.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ZERO);
    settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    if (from != null) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, from);
    }
    int parallelism = configuration.flink().parallelism();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    env.setBufferTimeout(0);
    RoundsTopic rounds = new RoundsTopic(configuration.kafka());
    long start = rounds.end();
    int readers =
        Math.min(parallelism, configuration.kafka().partitions()); // as JobSubmission does
    new Topology(configuration).build(env, false, readers, start, 0);
    JobClient client = env.executeAsync("uncheckpointed");
    JobRun run = new JobRun(rounds, new RunningJob(client, folder, new TemporaryFolder()), start);
    return new UncheckpointedJob(run, client, folder);
  }

  /** Takes a savepoint whose transactions are prepared but not committed; the job goes on. */
  String savepoint() throws Exception {
    return client
        .triggerSavepoint(folder.toUri().toString(), SavepointFormatType.CANONICAL)
        .get(60, TimeUnit.SECONDS);
  }
}

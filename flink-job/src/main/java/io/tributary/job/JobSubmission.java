package io.tributary.job;

import io.tributary.connectors.topic.TopicCreator;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engines;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One submission: from a configuration to a running job. */
final class JobSubmission {

  private final Configuration configuration;
  private final JobOptions options;

  JobSubmission(Configuration configuration, JobOptions options) {
    this.configuration = configuration;
    this.options = options;
  }

  /**
   * Creates missing topics, resolves offsets and starts the job.
   *
   * @throws io.tributary.model.engine.EngineException when the engine or its device is not there
   */
  JobRun submit() {
    TemporaryFolder temporary = new TemporaryFolder();
    JobRun run = null;
    try {
      StreamExecutionEnvironment env =
          JobEnvironment.create(configuration.flink(), options, temporary);
      Engines.require(configuration.engine(), JobEnvironment.isHere(env));
      run = submit(env, TopicCreator.create(configuration.kafka()), temporary);
      return run;
    } finally {
      if (run == null) {
        temporary.close();
      }
    }
  }

  private JobRun submit(
      StreamExecutionEnvironment env, TopicCreator.Outcome topics, TemporaryFolder temporary) {
    RoundsTopic rounds = new RoundsTopic(configuration.kafka());
    long roundsStart = rounds.end();
    long controlStart = new ControlTopic(configuration.kafka()).end();
    try {
      int sourceParallelism = sourceParallelism(topics.partitions());
      refuseTwoBeginnings(env);
      new Topology(configuration, options.warmStart())
          .build(env, options.bounded(), sourceParallelism, roundsStart, controlStart);
      JobClient client = env.executeAsync("tributary " + configuration.model().name());
      Path savepoints =
          options.savepointDir() == null ? temporary.resolve("savepoints") : options.savepointDir();
      return new JobRun(rounds, new RunningJob(client, savepoints, temporary), roundsStart);
    } catch (Exception failure) {
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
}

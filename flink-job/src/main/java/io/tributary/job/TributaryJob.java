package io.tributary.job;

import io.tributary.connectors.checkpoint.CheckpointException;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.topic.TopicException;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationException;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.flink.util.ParameterTool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main class for {@code flink run}:
 *
 * <pre>
 * flink run tributary-flink-job.jar --config FILE [--bounded] [--savepoint-dir DIR]
 *     [--from newest|ROUND|FILE.safetensors]
 * </pre>
 *
 * An endless job is submitted and left alone; a bounded one is followed to its end and stopped with
 * a savepoint. Flink's own {@code --fromSavepoint} restores; {@code --from} begins a new run with a
 * model.
 */
public final class TributaryJob {

  private static final Logger LOG = LoggerFactory.getLogger(TributaryJob.class);
  private static final String USAGE =
      "usage: --config FILE [--bounded] [--savepoint-dir DIR] [--from MODEL]";
  private static final Set<String> KNOWN = Set.of("config", "bounded", "savepoint-dir", "from");

  private TributaryJob() {}

  /**
   * Submits the job; exits with 2 when the arguments or the configuration are wrong, with 1 when it
   * cannot be submitted or fails.
   */
  public static void main(String[] arguments) {
    String mistake = mistake(arguments);
    if (mistake != null) {
      refuse(mistake);
    }
    try {
      run(ParameterTool.fromArgs(arguments), System.getenv());
    } catch (ConfigurationException | CheckpointException wrong) {
      refuse(String.valueOf(wrong.getMessage()));
    }
  }

  /** What is wrong with the arguments, in one line; null when nothing is. */
  static @Nullable String mistake(String... arguments) {
    try {
      ParameterTool parameters = ParameterTool.fromArgs(arguments);
      for (String argument : arguments) {
        if (argument.startsWith("-") && !KNOWN.contains(argument.replaceFirst("^--?", ""))) {
          return "unknown argument "
              + argument.replaceFirst("=.*", "")
              + "; Flink's own options stand before the jar. "
              + USAGE;
        }
      }
      return parameters.has("config") ? null : USAGE;
    } catch (IllegalArgumentException noPairs) {
      return USAGE;
    }
  }

  private static void run(ParameterTool parameters, Map<String, String> environment) {
    var configuration = ConfigurationFile.read(Path.of(parameters.get("config")), environment);
    try {
      run(configuration, parameters);
    } catch (JobException | TopicException failure) {
      // Without its causes: what Flink prints of them may hold what Kafka's clients were given.
      fail(1, configuration.kafka().secrets().hide(String.valueOf(failure.getMessage())));
    }
  }

  private static void run(Configuration configuration, ParameterTool parameters) {
    boolean bounded = parameters.has("bounded");
    String savepoints = parameters.get("savepoint-dir");
    JobOptions options =
        new JobOptions(bounded, savepoints == null ? null : Path.of(savepoints), null)
            .startingWith(
                parameters.has("from")
                    ? WarmStart.resolve(parameters.get("from"), configuration)
                    : null);
    if (!bounded) {
      JobRun.submit(configuration, options);
      return;
    }
    try (JobRun run = JobRun.submit(configuration, options)) {
      run.follow(TributaryJob::log);
    }
  }

  private static void log(RoundHeader header) {
    LOG.info("round {} of {}: {}", header.round(), header.model(), header.weights());
  }

  private static void refuse(String message) {
    fail(2, message);
  }

  private static void fail(int exitCode, String message) {
    System.err.println(message);
    System.exit(exitCode);
  }
}

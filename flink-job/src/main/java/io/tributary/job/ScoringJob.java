package io.tributary.job;

import io.tributary.connectors.checkpoint.Alias;
import io.tributary.connectors.checkpoint.CheckpointException;
import io.tributary.connectors.topic.TopicException;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationException;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.util.ParameterTool;

/**
 * The main class of the scoring job, for {@code flink run}:
 *
 * <pre>
 * flink run -c io.tributary.job.ScoringJob tributary-job.jar --config FILE
 *     [--alias champion|candidate] [--batch 256] [--linger-ms 1] [--at-least-once]
 * </pre>
 *
 * It is submitted and left alone. Flink's own {@code --fromSavepoint} restores.
 */
public final class ScoringJob {

  private static final String USAGE =
      "usage: --config FILE [--alias champion|candidate] [--batch N] [--linger-ms N]"
          + " [--at-least-once]";

  private ScoringJob() {}

  /**
   * Submits the job; exits with 2 when the arguments or the configuration are wrong, with 1 when it
   * cannot be submitted.
   */
  public static void main(String[] arguments) {
    try {
      ParameterTool parameters = ParameterTool.fromArgs(arguments);
      if (!parameters.has("config")) {
        fail(2, USAGE);
        return;
      }
      run(parameters, System.getenv());
    } catch (ConfigurationException | CheckpointException wrong) {
      fail(2, String.valueOf(wrong.getMessage()));
    } catch (IllegalArgumentException wrong) {
      fail(2, wrong.getMessage() + "; " + USAGE);
    }
  }

  private static void run(ParameterTool parameters, Map<String, String> environment) {
    ScoringOptions options = options(parameters);
    Configuration configuration =
        ConfigurationFile.read(Path.of(parameters.get("config")), environment);
    try {
      ScoringRun.submit(configuration, options);
    } catch (JobException | TopicException failure) {
      fail(1, configuration.kafka().secrets().hide(String.valueOf(failure.getMessage())));
    }
  }

  static ScoringOptions options(ParameterTool parameters) {
    String alias = parameters.get("alias", Alias.CHAMPION.key());
    return new ScoringOptions(
        Alias.valueOf(alias.toUpperCase(Locale.ROOT)),
        parameters.getInt("batch", ScoringOptions.BATCH),
        Duration.ofMillis(parameters.getLong("linger-ms", ScoringOptions.LINGER.toMillis())),
        !parameters.has("at-least-once"),
        null,
        null);
  }

  private static void fail(int exitCode, String message) {
    System.err.println(message);
    System.exit(exitCode);
  }
}

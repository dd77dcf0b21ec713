package io.tributary.cli;

import io.tributary.cli.log.KnownSecrets;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the configuration file. */
final class ConfigurationOption {

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The configuration file (YAML).")
  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  private Path file;

  /**
   * Reads and checks the file.
   *
   * @throws io.tributary.model.config.ConfigurationException in one line, when it cannot be used
   */
  Configuration read() {
    Configuration configuration = ConfigurationFile.read(file, System.getenv());
    KnownSecrets.are(configuration.kafka().secrets());
    return configuration;
  }

  /** Where the files are that it names. */
  Path folder() {
    Path absolute = file.toAbsolutePath();
    Path parent = absolute.getParent();
    return parent == null ? absolute : parent;
  }
}

package io.tributary.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the files of the deployment are. */
final class Repository {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path DOCKER = ROOT.resolve("docker");
  static final Path CONFIGURATION = DOCKER.resolve("flink/conf");
  static final Path ASSEMBLY = Path.of("target", "tributary").toAbsolutePath();
  static final Path JOB_JAR = ASSEMBLY.resolve("job/tributary-job.jar");

  private static final Pattern JVM_OPTIONS =
      Pattern.compile("(?ms)^env\\.java\\.opts\\.all: >-\\n((?:  .*\\n?)+)");

  private Repository() {}

  /** The JVM options of Flink's settings, which Flink's scripts give to every process. */
  static List<String> jvmOptions() throws IOException {
    Matcher options = JVM_OPTIONS.matcher(Files.readString(CONFIGURATION.resolve("config.yaml")));
    if (!options.find()) {
      throw new IllegalStateException("no env.java.opts.all in config.yaml");
    }
    return options.group(1).lines().map(String::strip).toList();
  }
}

package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs commands as a container or a person would. */
record Shell(Path folder, Map<String, String> environment) {

  private static final long PATIENCE_SECONDS = 240;

  /** What a command said; it must succeed. */
  String run(List<String> command) throws IOException, InterruptedException {
    Path said = Files.createTempFile(folder, "said-", ".txt");
    Process process = start(command, said);
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    String text = Files.readString(said);
    assertThat(ended && process.exitValue() == 0).as("%s: %s", command, text).isTrue();
    return text;
  }

  /** Starts a command that goes on. */
  Process start(List<String> command, Path said) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(said.toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }
}

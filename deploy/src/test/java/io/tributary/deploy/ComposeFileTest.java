package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compose itself reads compose.yaml, by the compose specification's schema. It needs no engine for
 * that: the plugin {@code docker compose}, or Debian's docker-compose.
 */
class ComposeFileTest {

  private static final List<List<String>> PROGRAMS =
      List.of(List.of("docker", "compose"), List.of("docker-compose"));

  private static List<String> compose = List.of();

  @TempDir private static Path folder;

  private record Said(int exit, String text) {}

  @BeforeAll
  static void look() throws Exception {
    for (List<String> program : PROGRAMS) {
      if (compose.isEmpty() && answers(program)) {
        compose = program;
      }
    }
    if (compose.isEmpty()) {
      System.out.println(
          "ComposeFileTest: neither docker compose nor docker-compose on the PATH"
              + " (Debian: apt install docker-compose)");
    }
    assumeThat(compose).isNotEmpty();
  }

  private static boolean answers(List<String> program) throws Exception {
    try {
      return run(program, List.of("version")).exit() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  private static Said run(List<String> program, List<String> arguments) throws Exception {
    Path said = Files.createTempFile(folder, "said-", ".txt");
    List<String> command = new ArrayList<>(program);
    command.addAll(arguments);
    Process process = new Shell(folder, Map.of("NO_COLOR", "1")).start(command, said);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Said(process.exitValue(), Files.readString(said));
  }

  /** Reads a variant of compose.yaml. */
  private static Said check(String text) throws Exception {
    boolean old = run(compose, List.of("version", "--short")).text().startsWith("1.");
    Path docker = Files.createDirectories(folder.resolve("docker"));
    Path file =
        Files.writeString(
            docker.resolve("compose.yaml"),
            // Releases 1.x are older than the specification's key for the project's name.
            old ? text.replaceFirst("(?m)^name: .*$", "") : text);
    return run(compose, List.of("-f", file.toString(), "config"));
  }

  private static String text() throws IOException {
    return Files.readString(Repository.DOCKER.resolve("compose.yaml"));
  }

  @Test
  void keepsToTheSpecification() throws Exception {
    Said said = check(text());
    assertThat(said.exit()).as(said.text()).isZero();
    for (Object service : Yaml.at(Yaml.documents("compose.yaml").get(0), "services").keySet()) {
      assertThat(said.text()).contains("\n  " + service + ":\n");
    }
  }

  /** So a mistake would be seen. */
  @Test
  void whatTheSpecificationDoesNotHaveIsRefused() throws Exception {
    for (List<String> change :
        List.of(
            List.of("    healthcheck: *metrics", "    helthcheck: *metrics"),
            List.of("restart: on-failure", "restart: [on-failure]"),
            List.of("condition: service_healthy", "condition: healthy"))) {
      assertThat(text()).contains(change.get(0));
      assertThat(check(text().replace(change.get(0), change.get(1))).exit()).isNotZero();
    }
  }
}

package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.embedded.process.JavaProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong configurations and wrong usage, as a process: one line, exit code 2, at once. */
class RefusalIT {

  private static final Duration AT_ONCE = Duration.ofSeconds(2);
  private static final int TRIES = 3;

  private static final String GOOD =
      """
      model:
        name: small
        input: [1, 8, 8]
        trunk: [conv2d: {filters: 2, kernel: 3}, relu]
      tasks:
        buy: {type: binary, target: true}
        spend: {type: regression}
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  /** Arguments, the configuration, and what the line must say: where, what and the mend. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(
            "run -c FILE", GOOD + "traning: {}\n", "FILE:8: ", "traning; did you mean training"),
        mistake("run -c FILE", GOOD + "training: {epochs: 0}\n", "FILE:8: ", "at least 1"),
        mistake("run -c FILE", GOOD + "dev: {window: [5]}\n", "FILE:8: ", "is a list; it must be"),
        mistake("run -c FILE", GOOD + "dev: {window: 5]\n", "FILE:8: ", "brackets that do not"),
        mistake(
            "run -c FILE",
            GOOD.replace("kernel: 3", "kernel: 9"),
            "FILE:4: ",
            "window of 9x9",
            "change"),
        mistake("run -c FILE", GOOD.replace(", target: true", ""), "FILE:5: ", "target: true"),
        mistake(
            "run -c FILE",
            GOOD + "kafka:\n  bootstrapServers: ${NO_SUCH_NAME}\n",
            "FILE:9: ",
            "NO_SUCH_NAME"),
        mistake("topics -c FILE.not", GOOD, "FILE.not: ", "is not there; check"),
        mistake("run", GOOD, "--config", "--help"),
        mistake("rum -c FILE", GOOD, "rum", "did you mean", "run"),
        mistake("feed -c FILE -e FILE --rate fast", GOOD, "--rate", "'fast'"),
        mistake("backtest -c FILE -e FILE.jsonl -o OUT", GOOD, "FILE.jsonl: ", "no such file"));
  }

  private static Arguments mistake(String command, String configuration, String... said) {
    return Arguments.of(command, configuration, List.of(said));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void oneLineSaysWhereWhatAndTheMend(String command, String configuration, List<String> said)
      throws Exception {
    String file = Files.writeString(folder.resolve("wrong.yaml"), configuration).toString();
    String[] arguments =
        Stream.of(command.split(" "))
            .map(word -> word.replace("FILE", file).replace("OUT", file + ".out"))
            .toArray(String[]::new);
    Duration fastest = Duration.ofDays(1);
    for (int i = 0; i < TRIES && fastest.compareTo(AT_ONCE) >= 0; i++) {
      long start = System.nanoTime();
      try (JavaProcess process = TributaryProcess.start(folder, "try-" + i, arguments)) {
        int exitCode = process.await(Duration.ofMinutes(1));
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        fastest = taken.compareTo(fastest) < 0 ? taken : fastest;
        assertOneLine(process, said.stream().map(word -> word.replace("FILE", file)).toList());
        assertThat(exitCode).isEqualTo(2);
      }
    }
    assertThat(fastest).isLessThan(atOnceHere());
  }

  /** Where several processes share a core, each takes as many times as long. */
  private static Duration atOnceHere() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    double share = system.getSystemLoadAverage() / system.getAvailableProcessors();
    return Duration.ofMillis((long) (AT_ONCE.toMillis() * Math.max(1, share)));
  }

  private static void assertOneLine(JavaProcess process, List<String> said) throws IOException {
    assertThat(process.out()).isEmpty();
    assertThat(process.err()).hasSize(1);
    assertThat(process.err().get(0)).startsWith("tributary: ").contains(said);
  }
}

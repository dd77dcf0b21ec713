package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineTest {

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @ParameterizedTest
  @MethodSource("wrongUsage")
  void wrongUsageIsOneLineAndExitCode2(List<String> arguments, String expected) throws IOException {
    Path config = TestFiles.configuration(folder);
    Path examples = Files.writeString(folder.resolve("a.jsonl"), "{}\n");
    Files.writeString(Files.createDirectory(folder.resolve("full")).resolve("x"), "x");
    String[] filled =
        arguments.stream()
            .map(
                a -> a.replace("CONFIG", config.toString()).replace("A.JSONL", examples.toString()))
            .map(a -> a.replace("TMP", folder.toString()))
            .toArray(String[]::new);

    TestTerminal.Result result = TestTerminal.execute(filled);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("tributary: ").contains(expected);
    assertThat(result.err().lines()).hasSize(1);
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> wrongUsage() {
    return Stream.of(
        of("no command was given"),
        of("did you mean check", "chek"),
        of("--config", "check"),
        of("none.yaml: ", "check", "-c", "TMP/none.yaml"),
        of("Unknown option", "check", "-c", "CONFIG", "--quick"),
        of("Missing required argument", "feed", "-c", "CONFIG"),
        of("mutually exclusive", "feed", "-c", "CONFIG", "-e", "A.JSONL", "--multimnist", "TMP"),
        of("none.jsonl: no such file", "feed", "-c", "CONFIG", "-e", "TMP/none.jsonl"),
        of("a folder", "feed", "-c", "CONFIG", "-e", "TMP"),
        of("--rate must not be negative", "feed", "-c", "CONFIG", "-e", "A.JSONL", "--rate", "-1"),
        of("--limit must be at least 1", "feed", "-c", "CONFIG", "-e", "A.JSONL", "--limit", "0"),
        of("'x' is not a", "feed", "-c", "CONFIG", "-e", "A.JSONL", "--rate", "x"),
        of("cannot start standard input again", "feed", "-c", "CONFIG", "-e", "-", "--loop"),
        of("tasks left and right", "feed", "-c", "CONFIG", "--multimnist", "TMP"),
        of("--output", "backtest", "-c", "CONFIG", "-e", "A.JSONL"),
        of("is not empty", "backtest", "-c", "CONFIG", "-e", "A.JSONL", "-o", "TMP/full"),
        of("is a file", "backtest", "-c", "CONFIG", "-e", "A.JSONL", "-o", "A.JSONL"),
        of("--rounds must be at least 1", "demo", "--rounds", "0"));
  }

  private static org.junit.jupiter.params.provider.Arguments of(String expected, String... args) {
    return org.junit.jupiter.params.provider.Arguments.of(List.of(args), expected);
  }

  @Test
  void aMistakeInTheConfigurationNamesFileAndLine() throws IOException {
    Path config = Files.writeString(folder.resolve("bad.yaml"), "model: {nam: x}\ntasks: {}\n");

    TestTerminal.Result result = TestTerminal.execute("check", "-c", config.toString());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("bad.yaml:1: ").contains("name");
    assertThat(result.err().lines()).hasSize(1);
  }

  @Test
  void checkPrintsAConfigurationThatChecksAgainToTheSame() throws IOException {
    TestTerminal.Result first =
        TestTerminal.execute("check", "-c", TestFiles.configuration(folder).toString());
    Path printed = Files.writeString(folder.resolve("printed.yaml"), first.out());

    TestTerminal.Result second = TestTerminal.execute("check", "-c", printed.toString());

    assertThat(first.exitCode()).isZero();
    assertThat(first.out()).contains("batchSize: 128");
    assertThat(second.out()).isEqualTo(first.out());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItselfWithAnExample(String command) {
    TestTerminal.Result result = TestTerminal.execute(command, "--help");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("./tributary " + command).contains("Example");
  }

  static Stream<String> commands() {
    return Main.commandLine(TestTerminal.plain().terminal()).getSubcommands().keySet().stream();
  }
}

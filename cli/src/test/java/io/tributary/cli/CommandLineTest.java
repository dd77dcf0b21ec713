package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.checkpoint.Safetensors;
import io.tributary.connectors.checkpoint.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        of("no method 'unifrom'", COMPARE, "--methods", "unifrom"),
        of("uniform has no rules", COMPARE, "--methods", "single,uniform:paper"),
        of("no rule papre", COMPARE, "--methods", "single,alphavil:papre"),
        of("names uniform twice", COMPARE, "--methods", "uniform,single,uniform"),
        of("--seeds must be at least 2", COMPARE, "--seeds", "1"),
        of("--margin must be from 0", COMPARE, "--margin", "-1"),
        of("at least two", COMPARE, "--methods", "single", "--methods-only"),
        of("which standard input cannot be", "compare", "-c", "CONFIG", "-e", "-"),
        of("none.jsonl: no such file", "compare", "-c", "CONFIG", "-e", "TMP/none.jsonl"),
        of("is not empty", COMPARE, "-o", "TMP/full"),
        of("no example to train the target buy on", COMPARE),
        of("--rounds must be at least 1", "demo", "--rounds", "0"),
        of("'--round", "reproduce", "-c", "CONFIG"),
        of("give one of them", "run", "-c", "CONFIG", "--from", "newest", "--restore", "TMP"),
        of("a file that ends in .safetensors", "run", "-c", "CONFIG", "--from", "TMP/savepoint-1"),
        of(
            "none.safetensors: no such file",
            "run",
            "-c",
            "CONFIG",
            "--from",
            "TMP/none.safetensors"));
  }

  @ParameterizedTest
  @MethodSource("wrongModels")
  void aModelOfAnotherShapeIsRefusedWithBothShapes(List<Tensor> tensors, String expected)
      throws IOException {
    Path config = TestFiles.configuration(folder);
    Path examples = Files.writeString(folder.resolve("a.jsonl"), "{}\n");
    Path model = folder.resolve("wrong.safetensors");
    Files.write(model, new Safetensors(Map.of("format", "pt"), tensors).toBytes());
    String[] run = {"run", "-c", "" + config, "--from", "" + model};
    Path out = folder.resolve("out");
    String[] backtest = {
      "backtest", "-c", "" + config, "-e", "" + examples, "-o", "" + out, "--from", "" + model
    };
    for (String[] arguments : List.of(run, backtest)) {
      TestTerminal.Result result = TestTerminal.execute(arguments);

      assertThat(result.err()).isEqualTo("tributary: " + expected + "\n");
      assertThat(result.exitCode()).isEqualTo(2);
    }
    assertThat(out).doesNotExist();
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> wrongModels() {
    Tensor w = tensor("trunk.0-dense.W", 3, 4);
    Tensor b = tensor("trunk.0-dense.b", 4);
    List<Tensor> heads =
        List.of(
            tensor("head.buy.output.W", 4, 1),
            tensor("head.buy.output.b", 1),
            tensor("head.spend.output.W", 4, 1),
            tensor("head.spend.output.b", 1));
    return Stream.of(
        model(
            "Tensor trunk.0-dense.W has shape [4, 3] in the checkpoint, [3, 4] in the configuration",
            List.of(tensor("trunk.0-dense.W", 4, 3), b),
            heads),
        model(
            "The checkpoint lacks the tensor head.spend.output.b, which has shape [1] in the"
                + " configuration",
            List.of(w, b),
            heads.subList(0, 3)),
        model(
            "The configuration has no place for the tensor head.more.output.b of shape [2] in the"
                + " checkpoint",
            List.of(w, b, tensor("head.more.output.b", 2)),
            heads));
  }

  private static org.junit.jupiter.params.provider.Arguments model(
      String expected, List<Tensor> some, List<Tensor> others) {
    List<Tensor> tensors = Stream.concat(some.stream(), others.stream()).toList();
    return org.junit.jupiter.params.provider.Arguments.of(tensors, expected);
  }

  private static Tensor tensor(String name, Integer... shape) {
    int length = Stream.of(shape).reduce(1, (one, other) -> one * other);
    return new Tensor(name, List.of(shape), new float[length]);
  }

  private static final List<String> COMPARE = List.of("compare", "-c", "CONFIG", "-e", "A.JSONL");

  private static org.junit.jupiter.params.provider.Arguments of(
      String expected, List<String> command, String... more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return org.junit.jupiter.params.provider.Arguments.of(all, expected);
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

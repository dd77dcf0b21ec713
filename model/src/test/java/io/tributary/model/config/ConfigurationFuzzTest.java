package io.tributary.model.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.fuzz.Fuzz;
import io.tributary.fuzz.Mutator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes a configuration file has, it is accepted or refused in one line. */
class ConfigurationFuzzTest {

  private static final Path EXAMPLES = Path.of("..", "docs", "examples");
  private static final Map<String, String> ENVIRONMENT =
      Map.of("KAFKA_BROKERS", "broker-6f1d:9092", "KAFKA_PASSWORD", "6f1d2c");

  private static final String ANCHORS =
      """
      model: {name: a, input: [2], trunk: &t [{dense: {units: 3}}, relu]}
      tasks:
        x: {type: binary, target: true, head: *t}
        y: {type: regression, head: *t}
      kafka: {properties: {"a.b": "${KAFKA_PASSWORD}", c: '$${d}'}}
      """;

  private static final String FIELDS =
      """
      model:
        name: a
        fields:
          age: numeric
          "b c": {type: numeric, transform: log}
          job: {type: categorical, values: 3}
          t: {type: text, words: 0, characters: [3, 4]}
          s: {type: sparse, size: 5}
        trunk: [relu]
      tasks: {x: {type: binary, target: true}}
      """;

  @TempDir Path folder;

  @Test
  void isAcceptedOrRefusedInOneLine() throws IOException {
    List<byte[]> valid = new ArrayList<>(List.of(ANCHORS.getBytes(UTF_8), FIELDS.getBytes(UTF_8)));
    for (String name : List.of("minimal", "fixed-weights", "secured", "multimnist")) {
      valid.add(Files.readAllBytes(EXAMPLES.resolve(name + ".yaml")));
    }
    Mutator mutator =
        Mutator.ofText(
            "*t",
            "&t ",
            "<<: *t",
            "!!java.net.URL ",
            "--- ",
            "|",
            ">-",
            "${KAFKA_PASSWORD}",
            "${",
            "${NONE}",
            "5s",
            "target: true",
            "dense: {units: 2000000000}",
            "conv2d",
            "adam");
    Path file = folder.resolve("f.yaml");
    Fuzz.of("configuration file", Fuzz.Inputs.mutating(valid, mutator))
        .refusedBy(ConfigurationException.class)
        .allocating(8 << 20, 1_000)
        .run(4_000, bytes -> read(Files.write(file, bytes)));
  }

  private static boolean read(Path file) {
    try {
      Configuration configuration = ConfigurationFile.read(file, ENVIRONMENT);
      assertThat(ConfigurationPrinter.print(configuration)).doesNotContain("6f1d");
      assertThat(configuration.toString()).doesNotContain("6f1d");
      return true;
    } catch (ConfigurationException refusal) {
      assertThat(refusal.getMessage()).startsWith(file + "").doesNotContain("6f1d", "\n", "\r");
      throw refusal;
    }
  }
}

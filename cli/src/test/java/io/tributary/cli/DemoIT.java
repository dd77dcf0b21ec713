package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void aShortDemoEndsWithBothScoresAndItsFiles() throws IOException {
    Path out = folder.resolve("out");

    TestTerminal.Result result =
        TestTerminal.execute("demo", "--rounds", "30", "--json", "-o", out.toString());

    assertThat(result.err()).doesNotContain("tributary: ").contains("round 30 ");
    assertThat(result.exitCode()).isZero();
    JsonNode report = new ObjectMapper().readTree(result.out());
    assertThat(report).isEqualTo(new ObjectMapper().readTree(out.resolve("report.json").toFile()));
    assertThat(report.at("/together/rounds").asInt()).isEqualTo(30);
    assertThat(report.at("/together/tasks/harmful/examples/trained").asInt()).isEqualTo(30 * 320);
    assertThat(report.at("/alone/tasks/target/examples/trained").asInt()).isEqualTo(30 * 24);
    double with = report.at("/together/tasks/target/scores/test/accuracy").asDouble();
    double alone = report.at("/alone/tasks/target/scores/test/accuracy").asDouble();
    assertThat(with).as("with auxiliary tasks, against %s alone", alone).isGreaterThan(alone);
    assertThat(Files.readString(out.resolve("report.html"))).contains("trained alone");
    assertThat(out.resolve("checkpoints/round-000030.safetensors")).isNotEmptyFile();
  }
}

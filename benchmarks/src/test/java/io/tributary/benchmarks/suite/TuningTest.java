package io.tributary.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.benchmarks.suite.stream.Purpose;
import io.tributary.benchmarks.suite.stream.Streams;
import io.tributary.benchmarks.suite.stream.SuiteStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningTest {

  private static final SuiteStream STREAM = new Streams(null).named(List.of("helpful")).get(0);
  private static final Method METHOD = Methods.named(List.of("uniform")).get(0);

  @TempDir private Path folder;

  @Test
  void takesTheBestMeanOfTheFinalists() throws IOException {
    ResultLog log = ResultLog.open(folder.resolve("results.jsonl"));
    double[] first = {0.5, 0.9, 0.8, 0.7, 0.6, 0.1};
    for (int draw = 0; draw < first.length; draw++) {
      add(log, draw, 1, first[draw]);
    }
    assertThat(choice(log)).as("the finalists are not run").isEmpty();
    add(log, 1, 2, 0.3);
    add(log, 1, 3, 0.3);
    add(log, 2, 2, 0.6);
    add(log, 2, 3, 0.6);

    assertThat(choice(log)).contains(METHOD.draw(STREAM, 2));
    assertThat(new Tuning(6).runs()).isEqualTo(log.all().size());
    assertThat(choice(ResultLog.open(folder.resolve("results.jsonl"))))
        .as("read again")
        .contains(METHOD.draw(STREAM, 2));
  }

  @Test
  void aRunThatDivergedIsNoFinalist() throws IOException {
    ResultLog log = ResultLog.open(folder.resolve("results.jsonl"));
    add(log, 0, 1, Double.NaN);
    add(log, 1, 1, 0.1);
    add(log, 2, 1, Double.NaN);
    add(log, 1, 2, 0.1);
    add(log, 1, 3, 0.1);
    Bench bench = new Bench(log, () -> true, () -> {});
    assertThat(new Tuning(3).choose(bench, STREAM, METHOD)).contains(METHOD.draw(STREAM, 1));
  }

  @Test
  void aLineThatWasCutIsRunAgain() throws IOException {
    Path file = folder.resolve("results.jsonl");
    add(ResultLog.open(file), 0, 1, 0.5);
    Files.writeString(file, "{\"stream\":\"helpful\",\"me", StandardOpenOption.APPEND);
    ResultLog log = ResultLog.open(file);
    assertThat(log.all()).hasSize(1);
    add(log, 1, 1, 0.6);
    assertThat(ResultLog.open(file).all()).hasSize(2);
  }

  private static Optional<Map<String, Object>> choice(ResultLog log) {
    return new Tuning(6).choose(new Bench(log, () -> true, () -> {}), STREAM, METHOD);
  }

  private static void add(ResultLog log, int draw, int seed, double score) {
    log.add(Results.of(STREAM, METHOD, Purpose.TUNE, seed, METHOD.draw(STREAM, draw), score));
  }
}

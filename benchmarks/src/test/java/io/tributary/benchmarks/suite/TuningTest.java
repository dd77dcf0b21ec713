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
      addSeeds(log, draw, 1, 4, first[draw]);
    }
    assertThat(choice(log)).as("the finalists are not run").isEmpty();
    addSeeds(log, 1, 5, 8, 0.3);
    addSeeds(log, 2, 5, 8, 0.6);

    assertThat(choice(log)).contains(METHOD.draw(STREAM, 2));
    assertThat(new Tuning(6).runs()).isEqualTo(log.all().size());
    assertThat(choice(ResultLog.open(folder.resolve("results.jsonl"))))
        .as("read again")
        .contains(METHOD.draw(STREAM, 2));
  }

  @Test
  void aRunThatDivergedIsNoFinalist() throws IOException {
    ResultLog log = ResultLog.open(folder.resolve("results.jsonl"));
    addSeeds(log, 0, 1, 4, Double.NaN);
    addSeeds(log, 1, 1, 8, 0.1);
    addSeeds(log, 2, 1, 4, Double.NaN);
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

  private static void addSeeds(ResultLog log, int draw, int from, int to, double score) {
    for (int seed = from; seed <= to; seed++) {
      add(log, draw, seed, score);
    }
  }

  private static void add(ResultLog log, int draw, int seed, double score) {
    log.add(Results.of(STREAM, METHOD, Purpose.TUNE, seed, METHOD.draw(STREAM, draw), score));
  }
}

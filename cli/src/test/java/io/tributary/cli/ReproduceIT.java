package io.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.checkpoint.LearningState;
import io.tributary.connectors.checkpoint.Tensor;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.job.JobException;
import io.tributary.job.JobOptions;
import io.tributary.job.JobRun;
import io.tributary.job.WarmStart;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.consolidation.Consolidation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every published model comes out of the log again, and what was changed is found. */
class ReproduceIT {

  private static final int RECORDS = 900;

  /** The first finds changes everywhere, so that learning rates are raised. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "drift",
          """
          drift: {detector: page-hinkley, tolerance: 0, threshold: 1, warmUp: 2,
                  reaction: raise-learning-rate, rounds: 2}
          """,
          "replay",
          "replay: {size: 30, share: 0.8}\n",
          "ewc",
          "ewc: {strength: 5, examples: 20}\n");

  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();
  private static ReproduceInput input;

  @TempDir private static Path folder;

  @BeforeAll
  static void start() throws Exception {
    input = new ReproduceInput(KAFKA.bootstrapServers());
    input.feed("all.examples", ReproduceInput.values(RECORDS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "target; {by: target}",
        "drift; {by: target}",
        "replay; {by: target}",
        "ewc; {by: target}",
        "all; {by: count, wait: all}",
        "some; {by: count, wait: 2s}",
        "time; {by: time, span: 50ms, lateness: 10ms}"
      })
  void everyPublishedRoundComesOutAgain(String name, String rounds) throws Exception {
    Path file = configuration(name, rounds, 0.1);
    Files.writeString(file, Files.readString(file) + OPTIONS.getOrDefault(name, ""));
    runToTheEnd(file, JobOptions.toTheEnd());

    CheckpointReader reader = new CheckpointReader(read(file).kafka());
    List<Long> published = reader.rounds();

    assertThat(published).hasSizeGreaterThan(3).startsWith(0L, 3L, 6L);
    assertThat(reader.round(6).checkpoint().hasBranch(Consolidation.IMPORTANCE))
        .isEqualTo(name.equals("ewc"));
    for (long round : published) {
      assertReproduced(reproduce(file, round), round);
    }
  }

  @Test
  void aRunThatWasRestoredWithAnotherConfigurationComesOutAgain() throws Exception {
    Path first = configuration("restored", "{by: target}", 0.1);
    String savepoint = stopAfter(4, first, new JobOptions(false, folder.resolve("saved"), null));
    Path second = configuration("restored", "{by: target}", 0.05);
    stopAfter(9, second, new JobOptions(false, folder.resolve("saved"), savepoint));

    CheckpointReader reader = new CheckpointReader(read(second).kafka());
    List<Checkpoint> published = new ArrayList<>();
    reader.forEach(checkpoint -> published.add(checkpoint.checkpoint()));
    assertThat(published).extracting(each -> each.info().generation()).contains(0L, 1L);
    assertThat(published)
        .filteredOn(
            each ->
                each.info().rounds().stream().map(round -> round.configuration()).distinct().count()
                    == 2)
        .as("a checkpoint of rounds with both configurations")
        .hasSize(1);
    for (Checkpoint each : published) {
      assertReproduced(reproduce(second, each.info().round()), each.info().round());
    }
  }

  @Test
  void aRunThatGotATaskComesOutAgain() throws Exception {
    List<String> values = ReproduceInput.values(RECORDS);
    List<String> kinds = values.stream().filter(each -> !each.contains("spend")).toList();
    input.feed("grown.examples", kinds.subList(0, 150));
    Path file = configuration("grown", "{by: target}", 0.1);
    String text =
        Files.readString(file)
            .replace("all.examples", "grown.examples")
            .replaceFirst("weighting: .*", "weighting: {method: alphavil}");
    String spend = "  spend: {type: regression}\n";
    Files.writeString(file, text.replace(spend, ""));
    assertThat(Files.readString(file)).doesNotContain("spend");
    String savepoint = stopAfter(4, file, new JobOptions(false, folder.resolve("saved"), null));
    input.append("grown.examples", values, ReproduceInput.START + 1_000);
    Files.writeString(file, text);
    stopAfter(12, file, new JobOptions(false, folder.resolve("saved"), savepoint));

    CheckpointReader reader = new CheckpointReader(read(file).kafka());
    assertThat(reader.round(3).checkpoint().tensors())
        .noneMatch(tensor -> tensor.name().startsWith("head.spend."));
    assertThat(reader.round(12).checkpoint().info().rounds())
        .anyMatch(
            round -> round.miniEpochs().stream().anyMatch(part -> part.task().equals("spend")));
    for (long round : reader.rounds()) {
      assertReproduced(reproduce(file, round), round);
    }
  }

  @Test
  void aRunThatBeganWithAModelComesOutAgainAndGoesOnFromIt() throws Exception {
    Path file = configuration("warm", "{by: target}", 0.1);
    runToTheEnd(file, JobOptions.toTheEnd());
    CheckpointReader reader = new CheckpointReader(read(file).kafka());
    Checkpoint source = reader.round(6).checkpoint();
    Path exported = Files.write(folder.resolve("source.safetensors"), source.toBytes());

    for (String from : List.of("6", exported.toString())) {
      runToTheEnd(file, JobOptions.toTheEnd().startingWith(WarmStart.resolve(from, read(file))));

      Checkpoint initial = reader.round(0).checkpoint();
      assertThat(initial.info().run()).isNotEqualTo(source.info().run());
      assertThat(initial.sha256()).isEqualTo(source.sha256());
      assertThat(initial.info().parentSha256()).isEqualTo(source.sha256());
      assertThat(initial.info().learningState().weights()).containsExactly(1f, 1f);
      // Run again from the model's parameters, the first rounds give what the run gave.
      assertReproduced(reproduce(file, 3), 3);
      assertThat(reader.round(3).checkpoint().info().origin()).isNull();
    }
    TestTerminal.Result without = reproduce(file, 0);
    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.err()).contains("source.safetensors").contains(source.sha256());
    assertReproduced(reproduce(file, 0, "--parent", exported.toString()), 0);
    String run = source.info().run();
    assertReproduced(reproduce(file, 6, "--run", run), 6);
  }

  @Test
  void shadowsComeOutAgainAfterARestoreToo() throws Exception {
    Path file = configuration("shadows", "{by: target}", 0.1);
    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("weighting: .*", "weighting: {method: alphavil}"));
    String savepoint = stopAfter(4, file, new JobOptions(false, folder.resolve("kept"), null));
    stopAfter(9, file, new JobOptions(false, folder.resolve("kept"), savepoint));

    CheckpointReader reader = new CheckpointReader(read(file).kafka());
    for (long round : reader.rounds()) {
      assertReproduced(reproduce(file, round), round);
    }
    List<String> names = reader.round(9).checkpoint().tensors().stream().map(Tensor::name).toList();
    assertThat(names).anyMatch(name -> name.startsWith("trunk."));
    assertThat(
            names.stream()
                .filter(name -> name.startsWith("branch."))
                .map(name -> name.split("\\.", -1)[1])
                .distinct())
        .hasSize(2);
  }

  @Test
  void sumsOverTheStreamSurviveARestoreAndComeOutAgain() throws Exception {
    Path file = configuration("sums", "{by: target}", 0.1);
    String text = Files.readString(file).replaceFirst("trunk:", "alignment: true\n  trunk:");
    Files.writeString(
        file, text.replaceFirst("weighting: .*", "weighting: {method: svd, everyRounds: 2}"));
    String savepoint = stopAfter(4, file, new JobOptions(false, folder.resolve("saved"), null));
    stopAfter(9, file, new JobOptions(false, folder.resolve("saved"), savepoint));

    CheckpointReader reader = new CheckpointReader(read(file).kafka());
    for (long round : reader.rounds()) {
      assertReproduced(reproduce(file, round), round);
    }
    Checkpoint last = reader.round(9).checkpoint();
    Tensor matrix =
        last.tensors().stream()
            .filter(tensor -> tensor.name().equals("align.spend.W"))
            .findFirst()
            .orElseThrow();
    assertThat(matrix.shape()).containsExactly(3, 3);
    assertThat(matrix.values()).isNotEqualTo(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
    LearningState state = last.info().learningState();
    assertThat(state.weights()[0]).isBetween(0.2f, 0.99f);
    double[] sums = Objects.requireNonNull(state.weighting().get("moments.0"));
    assertThat(sums[0]).as("examples of the target in nine rounds").isEqualTo(9 * 20);
  }

  @Test
  void saysWhatIsNotThere() throws Exception {
    Path file = configuration("absent", "{by: target}", 0.1);
    TestTerminal.Result nothing =
        TestTerminal.execute("run", "-c", file.toString(), "--from", "newest");
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err())
        .isEqualTo("tributary: There is no checkpoint in absent.checkpoints\n");

    runToTheEnd(file, JobOptions.toTheEnd());
    TestTerminal.Result result = reproduce(file, 4);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("round 4").contains("the nearest are of round 3 and 6");

    WarmStart newest = WarmStart.resolve("newest", read(file));
    JobOptions both = new JobOptions(false, null, folder.toString()).startingWith(newest);
    assertThatThrownBy(() -> JobRun.submit(read(file), both))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("has its own model");

    Path wider = Files.writeString(file, Files.readString(file).replace("units: 8", "units: 9"));
    TestTerminal.Result wrong =
        TestTerminal.execute("run", "-c", wider.toString(), "--from", "newest");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err())
        .isEqualTo(
            "tributary: Tensor trunk.0-dense.W has shape [3, 8] in the checkpoint, [3, 9] in the"
                + " configuration\n");
  }

  @Test
  void aChangedModelIsFoundWhereItWasChanged() throws Exception {
    Path file = configuration("genuine", "{by: target}", 0.1);
    runToTheEnd(file, JobOptions.toTheEnd());
    Path tampered = configuration("tampered", "{by: target}", 0.1);
    List<Checkpoint> published = new ArrayList<>();
    new CheckpointReader(read(file).kafka()).forEach(each -> published.add(each.checkpoint()));
    input.publish(
        "tampered",
        published.stream().map(each -> each.info().round() == 6 ? flipped(each) : each).toList());

    assertReproduced(reproduce(tampered, 3), 3);
    JsonNode changed = json(reproduce(tampered, 6, "--json"), 1);
    assertThat(changed.required("reproduced").booleanValue()).isFalse();
    assertThat(changed.at("/difference/tensor").textValue()).isEqualTo("trunk.0-dense.W");
    assertThat(changed.at("/difference/index").intValue()).isEqualTo(13);
    assertThat(changed.at("/difference/differing").intValue()).isEqualTo(1);
    assertThat(changed.required("environment").isEmpty()).isTrue();
    TestTerminal.Result next = reproduce(tampered, 9);
    assertThat(next.exitCode()).isEqualTo(1);
    assertThat(next.err()).contains("Round 9 was not made from this parent");
    // With the true parent beside it, it comes out.
    Path parent = folder.resolve("true.safetensors");
    Files.write(parent, published.get(2).toBytes());
    assertReproduced(reproduce(tampered, 9, "--parent", parent.toString()), 9);
  }

  private static Checkpoint flipped(Checkpoint checkpoint) {
    List<Tensor> tensors = new ArrayList<>();
    for (Tensor tensor : checkpoint.tensors()) {
      float[] values = tensor.values().clone();
      if (tensor.name().equals("trunk.0-dense.W")) {
        values[13] = Math.nextUp(values[13]);
      }
      tensors.add(new Tensor(tensor.name(), tensor.shape(), values));
    }
    return ReproduceInput.with(checkpoint, tensors);
  }

  @Test
  void aChangedLogIsFound() throws Exception {
    Path file = configuration("logged", "{by: target}", 0.1);
    runToTheEnd(file, JobOptions.toTheEnd());
    List<String> values = ReproduceInput.values(RECORDS);
    String line = values.get(100);
    values.set(100, line.replaceFirst("\"features\":\\[", "\"features\":[1"));
    input.feed("changed.examples", values);
    values.set(100, "{");
    input.feed("broken.examples", values);
    input.feed("gone.examples", ReproduceInput.values(RECORDS));
    input.deleteBefore("gone.examples", 5);
    input.feed("short.examples", ReproduceInput.values(10));
    CheckpointReader reader = new CheckpointReader(read(file).kafka());
    List<Checkpoint> published = new ArrayList<>();
    reader.forEach(each -> published.add(each.checkpoint()));
    long round = ReproduceInput.roundOf(published, 100);
    for (String topic : List.of("changed", "broken", "gone", "short")) {
      input.publish(
          topic,
          published.stream()
              .map(each -> ReproduceInput.reading(each, "all.examples", topic + ".examples"))
              .toList());
    }

    TestTerminal.Result changed = reproduce(copy("changed"), round);
    assertThat(changed.exitCode()).isEqualTo(1);
    assertThat(changed.out()).contains("NOT reproduced", "First difference: trunk.0-dense.W");
    assertThat(changed.out()).contains("CPU, native build and versions are those");
    TestTerminal.Result broken = reproduce(copy("broken"), round);
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.err()).contains("of broken.examples-").contains("another one now");
    TestTerminal.Result gone = reproduce(copy("gone"), 3);
    assertThat(gone.exitCode()).isEqualTo(1);
    assertThat(gone.err()).contains("retention has deleted what was before 5");
    TestTerminal.Result shortened = reproduce(copy("short"), 3);
    assertThat(shortened.exitCode()).isEqualTo(1);
    assertThat(shortened.err()).contains("is it the topic that was trained on?");
  }

  private static Path copy(String name) throws IOException {
    return configuration(name, "{by: target}", 0.1);
  }

  private static Path configuration(String name, String rounds, double learningRate)
      throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        ReproduceInput.configuration(name, rounds, learningRate, KAFKA.bootstrapServers()));
  }

  private static Configuration read(Path file) {
    return ConfigurationFile.read(file, Map.of());
  }

  private static void runToTheEnd(Path file, JobOptions options) {
    try (JobRun run = JobRun.submit(read(file), options)) {
      run.follow(header -> {});
    }
  }

  private static String stopAfter(long round, Path file, JobOptions options) {
    try (JobRun run = JobRun.submit(read(file), options)) {
      run.follow((RoundHeader header) -> stopAt(round, header, run));
      return Objects.requireNonNull(run.savepoint());
    }
  }

  private static void stopAt(long round, RoundHeader header, JobRun run) {
    if (header.round() >= round) {
      run.stop();
    }
  }

  private static TestTerminal.Result reproduce(Path file, long round, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("reproduce", "-c", file.toString(), "--round", "" + round));
    arguments.addAll(List.of(more));
    return TestTerminal.execute(arguments.toArray(String[]::new));
  }

  private static void assertReproduced(TestTerminal.Result result, long round) {
    assertThat(result.out()).as(result.err()).contains("reproduced, bit for bit");
    assertThat(result.out()).startsWith("Round " + round + " of run ");
    assertThat(result.exitCode()).isZero();
  }

  private static JsonNode json(TestTerminal.Result result, int exitCode) throws IOException {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    return new ObjectMapper().readTree(result.out().getBytes(UTF_8));
  }
}

package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.checkpoint.Tensor;
import io.tributary.connectors.example.Decoded;
import io.tributary.connectors.example.ExampleDecoder;
import io.tributary.connectors.example.RawRecord;
import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.job.JobOptions;
import io.tributary.job.JobRun;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.engine.GraphEncoder;
import io.tributary.model.evaluation.Score;
import io.tributary.model.field.FieldHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A model on named inputs through the whole job, on a stream whose vocabulary grows midway. */
class FieldsIT {

  private static final int RECORDS = 4_000;
  private static final List<byte[]> VALUES = FieldsInput.values(RECORDS);
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @TempDir private static Path folder;

  @Test
  @Timeout(300)
  void learnsFromEveryKindOfField() throws Exception {
    Path file = configuration("fields", 2);
    Configuration configuration = read(file);
    RoundHeader last = toTheEnd(configuration);
    EvaluationRecord test =
        last.scores().stream()
            .filter(score -> score.task().equals("happy") && score.split().equals("test"))
            .findFirst()
            .orElseThrow();
    List<Example> examples = testExamples(configuration);
    long ones = examples.stream().filter(example -> example.label()[0] == 1).count();
    double majority = Math.max(ones, examples.size() - ones) / (double) examples.size();
    assertThat(majority).isBetween(0.5, 0.62);
    assertThat(Objects.requireNonNull(test.accuracy())).isGreaterThan(majority + 0.22);

    CheckpointReader reader = new CheckpointReader(configuration.kafka());
    Checkpoint newest = reader.newest().checkpoint();
    assertThat(newest.info().round()).isEqualTo(last.round());
    vocabularyHas(newest, FieldsInput.JOBS);
    vocabularyHas(reader.round(10).checkpoint(), FieldsInput.JOBS.subList(0, 4));
    float[] count = tensor(newest, "trunk.fields.count");
    float[] mean = tensor(newest, "trunk.fields.mean");
    assertThat(count[0]).isBetween(0.7f * count[1], 0.9f * count[1]); // a fifth is missing
    assertThat(mean[0]).isBetween(999_950f, 1_000_050f);

    // Read back from its bytes, it scores as the job said.
    Checkpoint exported = Checkpoint.parse(newest.toBytes());
    try (Engine engine = Engines.open(configuration)) {
      Score score =
          engine.score(exported.parameters(engine.layout()), 0, examples, LabelScale.NONE);
      assertThat(score.examples()).isEqualTo(test.examples());
      assertThat(score.value()).isEqualTo(test.accuracy());
      assertThat(score.loss()).isCloseTo(test.loss(), within(1e-9));
    }
    assertThat(newest.tensors())
        .extracting(Tensor::name)
        .anyMatch(name -> name.matches("branch[.].*[.]trunk[.]fields[.]job[.]values"));
    deeplearning4jScoresTheSame(file, configuration, newest);
    for (long round : reader.rounds()) {
      TestTerminal.Result result =
          TestTerminal.execute("reproduce", "-c", file.toString(), "--round", "" + round);
      assertThat(result.out()).as(result.err()).contains("reproduced, bit for bit");
    }
  }

  /** What {@code export} writes of the newest model, read with nothing but the file beside it. */
  private static void deeplearning4jScoresTheSame(
      Path file, Configuration configuration, Checkpoint newest) throws Exception {
    Path zip = folder.resolve("happy.zip");
    TestTerminal.Result result =
        TestTerminal.execute(
            "export", "-c", file.toString(), "--format", "dl4j", "-o", zip.toString(), "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("\"round\":" + newest.info().round() + ",");
    Map<String, Object> guide = map(Files.readAllBytes(folder.resolve("happy.zip.json")));
    ComputationGraph graph = ModelSerializer.restoreComputationGraph(zip.toFile());
    ExampleDecoder decoder = new ExampleDecoder(configuration);
    try (Engine engine = Engines.open(configuration)) {
      float[] parameters = newest.parameters(engine.layout());
      for (byte[] value : VALUES.subList(RECORDS - 50, RECORDS)) {
        Decoded decoded = decoder.decode(new RawRecord("in", 0, 0, 0, null, value, List.of()));
        List<float[]> row = List.of(decoded.examples().get(0).features());
        float[] told = graph.output(GraphEncoder.encode(guide, plain(value)))[0].toFloatVector();
        assertThat(told[0]).isCloseTo(engine.predict(parameters, 0, row).get(0)[0], within(1e-5f));
      }
    }
  }

  /** A record's features as the encoder takes them: texts, numbers, and maps of elements. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> plain(byte[] value) throws Exception {
    Map<String, Object> features =
        Objects.requireNonNull((Map<String, Object>) map(value).get("features"));
    features.computeIfPresent("city.code", (name, city) -> city.toString());
    Map<String, List<Number>> basket =
        Objects.requireNonNull((Map<String, List<Number>>) features.get("basket"));
    List<Number> indices = Objects.requireNonNull(basket.get("indices"));
    Map<Integer, Float> elements = new HashMap<>();
    for (int i = 0; i < indices.size(); i++) {
      float element = Objects.requireNonNull(basket.get("values")).get(i).floatValue();
      elements.merge(indices.get(i).intValue(), element, Float::sum);
    }
    features.put("basket", elements);
    return features;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(byte[] json) throws Exception {
    return new ObjectMapper().readValue(json, Map.class);
  }

  @Test
  @Timeout(300)
  void givesTheSameBitsAtAnyParallelismAndFromASavepoint() throws Exception {
    Configuration alone = read(configuration("alone", 1));
    RoundHeader last = toTheEnd(alone);
    assertThat(last.round()).isGreaterThan(32);

    Configuration saved = read(configuration("saved", 2));
    TopicCreator.create(saved.kafka());
    feed(saved, 0, RECORDS / 2);
    String savepoint = runUntil(12, saved, null);
    feed(saved, RECORDS / 2, RECORDS);
    runUntil(30, saved, savepoint);

    Checkpoint expected = new CheckpointReader(alone.kafka()).round(30).checkpoint();
    Checkpoint actual = new CheckpointReader(saved.kafka()).round(30).checkpoint();
    assertThat(actual.info().generation()).isEqualTo(1);
    assertThat(actual.sha256()).isEqualTo(expected.sha256());
    vocabularyHas(actual, FieldsInput.JOBS);
  }

  /** Runs without an end until a round is published, and leaves a savepoint. */
  private static String runUntil(
      long round, Configuration configuration, @Nullable String savepoint) {
    try (JobRun run = JobRun.submit(configuration, new JobOptions(false, folder, savepoint))) {
      run.follow(
          header -> {
            if (header.round() >= round) {
              run.stop();
            }
          });
      return Objects.requireNonNull(run.savepoint());
    }
  }

  private static void vocabularyHas(Checkpoint checkpoint, List<String> jobs) {
    float[] pairs = tensor(checkpoint, "trunk.fields.job.values");
    List<Long> hashes = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      hashes.add(FieldHash.of(pairs[i], pairs[i + 1]));
    }
    List<Long> expected = new ArrayList<>(jobs.stream().map(FieldHash::of).toList());
    while (expected.size() < 8) {
      expected.add(0L);
    }
    assertThat(hashes).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static float[] tensor(Checkpoint checkpoint, String name) {
    return checkpoint.tensors().stream()
        .filter(tensor -> tensor.name().equals(name))
        .map(Tensor::values)
        .findFirst()
        .orElseThrow();
  }

  private static List<Example> testExamples(Configuration configuration) {
    ExampleDecoder decoder = new ExampleDecoder(configuration);
    List<Example> examples = new ArrayList<>();
    for (byte[] value : VALUES) {
      RawRecord record = new RawRecord("in", 0, 0, 0, null, value, List.of());
      Decoded decoded = decoder.decode(record);
      assertThat(decoded).isInstanceOf(Decoded.Examples.class);
      ((Decoded.Examples) decoded)
          .examples().stream()
              .filter(example -> example.split() == Split.TEST && example.task() == 0)
              .forEach(examples::add);
    }
    return examples;
  }

  @Test
  void feedTellsWhatTheJobWillReject() throws Exception {
    Path config = configuration("rejecting", 1);
    String bad = "{\"features\": {\"no such field\": 1}}\n";
    Path file = Files.writeString(folder.resolve("bad.jsonl"), "\n" + bad + bad);

    TestTerminal.Result result =
        TestTerminal.execute("feed", "-c", "" + config, "-e", "" + file, "--json");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .contains("2 of 2 records cannot be used, and the job rejects them; the first: " + file)
        .contains("bad.jsonl:2: ");
    assertThat(new ObjectMapper().readTree(result.out()).get("rejected").asInt()).isEqualTo(2);
  }

  private static RoundHeader toTheEnd(Configuration configuration) throws Exception {
    TopicCreator.create(configuration.kafka());
    feed(configuration, 0, RECORDS);
    RoundHeader[] last = new RoundHeader[1];
    try (JobRun run = JobRun.submit(configuration, JobOptions.toTheEnd())) {
      run.follow(header -> last[0] = header);
    }
    return last[0];
  }

  private static void feed(Configuration configuration, int from, int to) throws Exception {
    String topic = configuration.kafka().namespace() + ".examples";
    FieldsInput.feed(topic, VALUES, from, to, KAFKA.bootstrapServers());
  }

  private static Path configuration(String name, int parallelism) throws Exception {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        FieldsInput.configuration(name, parallelism, KAFKA.bootstrapServers()));
  }

  private static Configuration read(Path file) {
    return ConfigurationFile.read(file, Map.of());
  }
}

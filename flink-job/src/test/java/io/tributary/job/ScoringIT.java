package io.tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.checkpoint.Aliases;
import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.example.DeadLetter;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.Prediction;
import io.tributary.connectors.record.PredictionRecord;
import io.tributary.connectors.topic.CommittedLog;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.connectors.topic.Topics;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.model.LabelScale;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Requests, predictions, and the models between them. */
@Timeout(300)
class ScoringIT {

  private static final int ATTEMPTS = 4;
  private static final int SWAPS = 5; // in each attempt
  private static final int REQUESTS = 60; // between two of them

  /** How many rows a pass has decides the last digit. */
  private static final Comparator<Double> NEAR =
      (one, other) -> Math.abs(one - other) <= 1e-6 ? 0 : Double.compare(one, other);

  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @TempDir private static Path folder;

  private final Random random = new Random(1);
  private final List<float[]> asked = new ArrayList<>();

  /** Stopped with a savepoint, torn down, and given other models meanwhile. */
  @Test
  void everyRequestIsAnsweredOnceByOneWholeModel() throws Exception {
    Configuration configuration = configuration("scored", 2);
    train(configuration);
    Aliases aliases = new Aliases(configuration.kafka());
    List<Checkpoint> models = new ArrayList<>();
    new CheckpointReader(configuration.kafka()).forEach(file -> models.add(file.checkpoint()));
    assertThat(models).hasSizeGreaterThan(3);

    String from = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      boolean tornDown = attempt % 2 == 1;
      ScoringOptions options = ScoringOptions.standard().with(folder, from);
      try (ScoringRun run = ScoringRun.submit(configuration, options)) {
        for (int swap = 0; swap < SWAPS; swap++) {
          Checkpoint model = models.get((attempt * SWAPS + swap) % models.size());
          aliases.command(model, "rollback", false);
          ask(configuration, REQUESTS);
          askUntilAnsweredBy(configuration, model.info().round());
        }
        if (!tornDown) {
          run.stop();
          run.awaitStop();
          from = Objects.requireNonNull(run.savepoint());
        }
      }
      from = tornDown ? newestCheckpoint(configuration) : from;
    }
    try (ScoringRun run =
        ScoringRun.submit(configuration, ScoringOptions.standard().with(folder, from))) {
      awaitAnswers(configuration, asked.size()); // what was asked before it was torn down
      run.stop();
      run.awaitStop();
    }

    Map<Long, PredictionRecord> byOffset = new TreeMap<>();
    for (PredictionRecord answer : answers(configuration)) {
      assertThat(byOffset.put(answer.request().offset(), answer))
          .as("request %s", answer.id())
          .isNull();
    }
    Set<Integer> answered = new HashSet<>();
    Set<Long> rounds = new HashSet<>();
    try (Engine engine = Engines.open(configuration)) {
      for (PredictionRecord answer : byOffset.values()) {
        int number = Integer.parseInt(Objects.requireNonNull(answer.id()));
        answered.add(number);
        rounds.add(answer.round());
        Checkpoint model =
            models.stream()
                .filter(each -> each.info().round() == answer.round())
                .findFirst()
                .orElseThrow();
        assertThat(answer.predictions())
            .usingRecursiveComparison()
            .withComparatorForType(NEAR, Double.class)
            .isEqualTo(predicted(engine, configuration, model, asked.get(number)));
      }
    }
    assertThat(answered).hasSize(asked.size());
    assertThat(rounds).hasSize(models.size());
  }

  @Test
  void whatCannotBeAnsweredIsSetAsideAndTheRestWaitsForAModel() throws Exception {
    Configuration configuration = configuration("odd", 1);
    TopicCreator.createScoring(configuration.kafka());
    List<String> odd =
        List.of("", "{", "{}", "{\"features\":[1,2]}", "{\"features\":[1,2,3,4,5,\"x\"]}");
    try (ScoringRun run = ScoringRun.submit(configuration, ScoringOptions.standard())) {
      odd.forEach(value -> send(configuration, value));
      ask(configuration, 3);
      train(configuration); // until then there is no champion
      askUntilAnsweredBy(configuration, -1);
      run.stop();
      run.awaitStop();
    }
    assertThat(answers(configuration))
        .extracting(PredictionRecord::id)
        .startsWith("0", "1", "2")
        .hasSameSizeAs(asked);
    List<String> reasons = new ArrayList<>();
    CommittedLog.read(
        configuration.kafka(),
        Topics.deadLetters(Topics.of(configuration.kafka()).requests()),
        letter -> reasons.add(reason(letter)));
    assertThat(reasons)
        .containsExactly("empty", "unparseable", "no-features", "wrong-length", "not-a-number");
  }

  private static String reason(ConsumerRecord<byte[], byte[]> letter) {
    return new String(letter.headers().lastHeader(DeadLetter.REASON).value(), UTF_8);
  }

  private static Map<String, Object> predicted(
      Engine engine, Configuration configuration, Checkpoint model, float[] features) {
    Map<String, Object> predictions = new LinkedHashMap<>();
    for (TaskConfig config : configuration.tasks()) {
      float[] outputs =
          engine
              .predict(model.parameters(engine.layout()), config.task().index(), List.of(features))
              .get(0);
      Prediction prediction = new Prediction(config.task(), outputs, LabelScale.NONE);
      predictions.put(config.task().name(), prediction.json());
    }
    return Json.readMap(Json.text(predictions), Object.class); // floats as readers see them
  }

  private void ask(Configuration configuration, int count) {
    for (int i = 0; i < count; i++) {
      float[] features = new float[6];
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < features.length; j++) {
        String number = String.format(Locale.ROOT, "%.3f", random.nextGaussian());
        features[j] = Float.parseFloat(number);
        text.append(j == 0 ? "" : ",").append(number);
      }
      send(configuration, "{\"id\":\"%d\",\"features\":[%s]}".formatted(asked.size(), text));
      asked.add(features);
    }
  }

  private static void send(Configuration configuration, String value) {
    String topic = Topics.of(configuration.kafka()).requests();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", configuration.kafka().bootstrapServers(), "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, 0, null, value.getBytes(UTF_8))).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks on until a committed prediction is by the model of a round; −1: by any. */
  private void askUntilAnsweredBy(Configuration configuration, long round) throws Exception {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (answers(configuration).stream()
        .noneMatch(answer -> round < 0 || answer.round() == round)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no answer by round " + round + " within a minute");
      }
      ask(configuration, 1);
      Thread.sleep(50);
    }
  }

  private static void awaitAnswers(Configuration configuration, int count) throws Exception {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (answers(configuration).size() < count && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
  }

  private static List<PredictionRecord> answers(Configuration configuration) {
    List<PredictionRecord> answers = new ArrayList<>();
    CommittedLog.read(
        configuration.kafka(),
        Topics.of(configuration.kafka()).predictions(),
        record -> answers.add(Json.read(record.value(), PredictionRecord.class)));
    return answers;
  }

  private static String newestCheckpoint(Configuration configuration) throws Exception {
    Path checkpoints = Path.of(Objects.requireNonNull(configuration.flink().checkpointDir()));
    try (Stream<Path> all = Files.walk(checkpoints)) {
      return all.filter(path -> path.endsWith("_metadata") && path.toString().contains("scoring"))
          .map(Path::getParent)
          .max(Comparator.comparing(path -> path.toFile().lastModified()))
          .orElseThrow()
          .toUri()
          .toString();
    }
  }

  private static void train(Configuration configuration) throws Exception {
    TopicCreator.create(configuration.kafka());
    TestStream.of(2_000, 4).feed(configuration, 1_700_000_000_000L);
    try (JobRun run = JobRun.submit(configuration, JobOptions.toTheEnd())) {
      run.follow(header -> {});
    }
  }

  private static Configuration configuration(String name, int parallelism) {
    return TestStream.configuration(
        name, "{by: target}", parallelism, KAFKA.bootstrapServers(), folder.resolve(name));
  }
}

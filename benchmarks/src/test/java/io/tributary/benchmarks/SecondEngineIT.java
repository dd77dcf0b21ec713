package io.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.cli.predict.PublishedModel;
import io.tributary.cli.reproduce.Reproduction;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.embedded.EmbeddedKafka;
import io.tributary.job.JobOptions;
import io.tributary.job.JobRun;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.EngineConfig;
import io.tributary.model.config.EngineConfig.Device;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.EngineException;
import io.tributary.model.engine.Engines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

/** The whole job with the engine on PyTorch, and what it leaves behind. */
class SecondEngineIT {

  private static final EngineConfig SECOND =
      new EngineConfig(EngineConfig.Type.PYTORCH, Device.CPU);

  /** A published round that is reached after the restore. */
  private static final long LATER = 12;

  private static EmbeddedKafka broker;

  @TempDir private static Path folder;

  @BeforeAll
  static void start() throws IOException {
    broker = EmbeddedKafka.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  /** The job on Kafka and Flink learns what a loop in memory does, to the bit; so engines agree. */
  @Test
  void learnsInTheJobWhatItLearnsAlone() throws IOException {
    Workload first = Workload.images(null, 1500, 200);
    Workload second =
        new Workload(first.name(), first.configuration().withEngine(SECOND), first.source());
    Run other = BareLoop.run(first.configuration(), first.rounds());
    Run alone = BareLoop.run(second.configuration(), second.rounds());
    Run job = JobOnKafka.run(second, broker.bootstrapServers(), "second-engine");

    assertThat(job.examples()).isEqualTo(alone.examples()).isGreaterThan(1000);
    assertThat(job.weights()).isEqualTo(alone.weights()).hasSize(2);
    alone
        .weights()
        .forEach(
            (task, weight) -> {
              assertThat(weight).isNotEqualTo(1f);
              assertThat(weight).isCloseTo(other.weights().get(task), within(1e-3f));
            });
  }

  /** With late labels, replay, and learning rates that drift raises. */
  @Test
  void itsModelsComeOutAgainAndGoOnInTheOtherEngine() throws Exception {
    LateStream stream = new LateStream(broker.bootstrapServers());
    stream.feed();
    Configuration whole = stream.configuration("whole", SECOND);
    RoundHeader[] headers = new RoundHeader[2]; // the last, and one with a raised learning rate
    try (JobRun run = JobRun.submit(whole, JobOptions.toTheEnd())) {
      run.follow(
          header -> {
            headers[0] = header;
            boolean raised = header.rates() != null && !header.rates().isEmpty();
            headers[1] = raised ? header : headers[1];
          });
    }
    assertThat(Objects.requireNonNull(headers[0].joins()).joined()).isGreaterThan(300);
    assertThat(Objects.requireNonNull(headers[0].counters().get("kind")).replayed()).isPositive();
    assertThat(headers[1]).as("a round with a raised learning rate").isNotNull();

    Configuration parted = stream.configuration("parted", SECOND);
    String savepoint = runUntil(4, parted, null);
    runUntil(LATER, parted.withEngine(EngineConfig.DEFAULT), savepoint);

    Checkpoint alone = new CheckpointReader(whole.kafka()).round(LATER).checkpoint();
    Checkpoint both = new CheckpointReader(parted.kafka()).round(LATER).checkpoint();
    assertThat(alone.info().environment()).containsKey("pytorch");
    assertThat(both.info().generation()).isEqualTo(1);
    assertThat(both.info().environment()).doesNotContainKey("pytorch");
    assertThat(both.sha256()).isNotEqualTo(alone.sha256());
    List<float[]> expected = predictions(alone, whole);
    close(predictions(alone, whole.withEngine(EngineConfig.DEFAULT)), expected, 1e-5f);
    close(predictions(both, parted), expected, 1e-4f);
    Checkpoint initial = new CheckpointReader(whole.kafka()).round(0).checkpoint();
    assertThat(predictions(initial, whole).get(0)[0])
        .as("something was learned")
        .isNotCloseTo(expected.get(0)[0], within(1e-2f));

    for (Configuration each : List.of(whole, parted)) {
      for (long round : new CheckpointReader(each.kafka()).rounds()) {
        assertThat(
                new Reproduction(Terminal.quiet(), each.kafka(), folder)
                    .run(round, null, null)
                    .reproduced())
            .as("%s, round %d", each.model().name(), round)
            .isTrue();
      }
    }
    deeplearning4jReads(alone, expected);
  }

  /** As {@code predict --checkpoint} and {@code export --format dl4j} read it. */
  private static void deeplearning4jReads(Checkpoint model, List<float[]> expected)
      throws IOException {
    Path file = Files.write(folder.resolve("model.safetensors"), model.toBytes());
    PublishedModel published = PublishedModel.ofFile(file, null);
    assertThat(published.configuration().engine())
        .isEqualTo(new EngineConfig(EngineConfig.Type.PYTORCH, Device.AUTO));
    close(predictions(model, published.configuration()), expected, 0);
    MultiLayerNetwork network =
        ModelSerializer.restoreMultiLayerNetwork(
            new ByteArrayInputStream(published.network(null)), false);
    List<float[]> told =
        LateStream.inputs().stream()
            .map(input -> network.output(Nd4j.create(new float[][] {input})).toFloatVector())
            .toList();
    close(told, expected, 1e-5f);
  }

  private static List<float[]> predictions(Checkpoint model, Configuration configuration) {
    try (Engine engine = Engines.open(configuration)) {
      return engine.predict(model.parameters(engine.layout()), 0, LateStream.inputs());
    }
  }

  private static void close(List<float[]> actual, List<float[]> expected, float within) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i)).containsExactly(expected.get(i), within(within));
    }
  }

  /** Runs without an end until a round is there, and leaves a savepoint. */
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

  /** Before there is a topic or a job. */
  @Test
  void aDeviceThatTheNativesDoNotKnowIsRefusedAtOnce() {
    Configuration cuda =
        new LateStream("127.0.0.1:1") // where nobody answers
            .configuration("refused", new EngineConfig(EngineConfig.Type.PYTORCH, Device.CUDA));
    assertThatThrownBy(() -> JobRun.submit(cuda, JobOptions.toTheEnd()))
        .isInstanceOf(EngineException.class)
        .hasMessageStartingWith("device: cuda needs ai.djl.pytorch:pytorch-native-cu124, ")
        .hasMessageNotContaining("\n");
  }
}

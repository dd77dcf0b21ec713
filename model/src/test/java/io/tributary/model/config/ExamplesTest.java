package io.tributary.model.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.TaskType;
import io.tributary.model.network.LayerSpec;
import io.tributary.model.network.NetworkSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the documentation. */
class ExamplesTest {

  private static final Path FOLDER = Path.of("..", "docs", "examples");
  private static final Map<String, String> ENVIRONMENT =
      Map.of("KAFKA_BROKERS", "one:9092,two:9092", "KAFKA_PASSWORD", "hunter2");

  @SuppressWarnings("StreamResourceLeak") // JUnit closes it
  static Stream<Path> examples() throws IOException {
    return Files.list(FOLDER).filter(file -> file.toString().endsWith(".yaml")).sorted();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void areAccepted(Path file) {
    Configuration configuration = ConfigurationFile.read(file, ENVIRONMENT);

    assertThat(configuration.model().name()).isNotEmpty();
  }

  @Test
  void theMinimalOneHasEveryDefault() {
    Configuration minimal = ConfigurationFile.read(FOLDER.resolve("minimal.yaml"), Map.of());

    assertThat(minimal.target().name()).isEqualTo("price");
    assertThat(minimal.training())
        .isEqualTo(
            new TrainingConfig(
                256,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                128,
                1,
                false,
                new OptimizerConfig(OptimizerConfig.Type.SGD, 0.01, 0)));
    assertThat(minimal.rounds()).isEqualTo(new RoundsConfig.ByTarget(Duration.ofSeconds(30)));
    double none = Double.POSITIVE_INFINITY;
    assertThat(minimal.weighting())
        .isEqualTo(
            new WeightingConfig(
                "alphavil",
                1,
                "credit",
                List.of("single", "pairs"),
                new WeightingConfig.AlphaConfig(
                    new OptimizerConfig(OptimizerConfig.Type.SGD, 0.1, 0),
                    10,
                    0,
                    -none,
                    none,
                    -none,
                    none),
                Map.of(),
                1,
                0.5,
                1,
                WeightingConfig.Columns.LENGTH));
    assertThat(minimal.dev())
        .isEqualTo(new Configuration.DevConfig(0.1, 4096, Double.POSITIVE_INFINITY));
    assertThat(minimal.testWindow()).isEqualTo(10_000);
    assertThat(minimal.publish().everyRounds()).isEqualTo(10);
    assertThat(minimal.flink()).isEqualTo(new FlinkConfig(2, Duration.ofSeconds(5), null, null));
    assertThat(minimal.kafka())
        .isEqualTo(new KafkaConfig("localhost:9092", "minimal", List.of(), null, 1, 1, Map.of()));
  }

  @Test
  void theLargestOneSaysWhatItSays() {
    Configuration secured = ConfigurationFile.read(FOLDER.resolve("secured.yaml"), ENVIRONMENT);

    assertThat(secured.model().trunk())
        .isEqualTo(
            new NetworkSpec.Layers(
                List.of(
                    new LayerSpec.Dense(128),
                    new LayerSpec.BatchNorm(0.9),
                    new LayerSpec.Relu(),
                    new LayerSpec.Dropout(0.2))));
    assertThat(secured.tasks().get(2).task().type()).isEqualTo(new TaskType.Multilabel(5));
    assertThat(secured.tasks()).allMatch(task -> task.miniEpoch() == 128);
    assertThat(secured.flink())
        .isEqualTo(
            new FlinkConfig(
                4,
                Duration.ofSeconds(10),
                "/var/lib/basket/checkpoints",
                FlinkConfig.StateBackend.ROCKSDB));
    assertThat(secured.kafka().bootstrapServers()).isEqualTo("one:9092,two:9092");
    assertThat(secured.kafka().examplePattern()).isEqualTo("shop\\.orders\\..*");
    assertThat(secured.kafka().properties().get("sasl.jaas.config"))
        .endsWith("username=\"basket\" password=\"hunter2\";");
  }
}

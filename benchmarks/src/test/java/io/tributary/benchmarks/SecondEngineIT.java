package io.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.embedded.EmbeddedKafka;
import io.tributary.model.config.EngineConfig;
import io.tributary.model.config.EngineConfig.Device;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The whole job with the engine on PyTorch. */
class SecondEngineIT {

  /** The job on Kafka and Flink learns what a loop in memory does, to the bit; so engines agree. */
  @Test
  void learnsInTheJobWhatItLearnsAlone() throws IOException {
    Workload first = Workload.images(null, 1500, 200);
    Workload second =
        new Workload(
            first.name(),
            first
                .configuration()
                .withEngine(new EngineConfig(EngineConfig.Type.PYTORCH, Device.CPU)),
            first.source());
    Run other = BareLoop.run(first.configuration(), first.rounds());
    Run alone = BareLoop.run(second.configuration(), second.rounds());
    try (EmbeddedKafka broker = EmbeddedKafka.start()) {
      Run job = JobOnKafka.run(second, broker.bootstrapServers(), "second-engine");

      assertThat(job.examples()).isEqualTo(alone.examples()).isGreaterThan(1000);
      assertThat(job.weights()).isEqualTo(alone.weights()).hasSize(2);
    }
    alone
        .weights()
        .forEach(
            (task, weight) -> {
              assertThat(weight).isNotEqualTo(1f);
              assertThat(weight).isCloseTo(other.weights().get(task), within(1e-3f));
            });
  }
}

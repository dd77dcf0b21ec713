package io.tributary.connectors.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.record.OutRecord;
import io.tributary.connectors.topic.Brokers;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.connectors.topic.Topics;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.model.ParameterLayout;
import io.tributary.model.config.KafkaConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CheckpointReaderIT {

  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @Test
  void readsTheNewestOrARound() throws Exception {
    KafkaConfig config = topics("plain");
    Brokers.writeAll(
        config,
        List.of(
            batch(config, "run", 0, 0, true),
            batch(config, "run", 0, 10, true),
            batch(config, "run", 0, 20, true),
            batch(config, "run", 0, 30, true),
            batch(config, "run", 0, 40, false)));
    CheckpointReader reader = new CheckpointReader(config);

    assertThat(reader.rounds()).containsExactly(0L, 10L, 20L, 30L);
    assertThat(reader.newest().bytes()).isEqualTo(Samples.checkpoint("run", 0, 30).toBytes());
    assertThat(reader.round(10).checkpoint().parameters(Samples.LAYOUT))
        .containsExactly(Samples.parameters(10));
    assertThatThrownBy(() -> reader.round(7))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "There is no checkpoint of round 7 in plain.checkpoints;"
                + " the nearest are of round 0 and 10");
    List<Long> rounds = new ArrayList<>();
    reader.forEach(file -> rounds.add(file.id().round()));
    assertThat(rounds).containsExactly(0L, 10L, 20L, 30L);
  }

  @Test
  void prefersTheHighestGenerationAndLeavesOutVoidRounds() throws Exception {
    KafkaConfig config = topics("restored");
    Brokers.writeAll(
        config,
        List.of(
            batch(config, "run", 0, 0, true),
            batch(config, "run", 0, 10, true),
            batch(config, "run", 0, 20, true),
            batch(config, "run", 2, 10, true)));
    CheckpointReader reader = new CheckpointReader(config);
    assertThat(reader.rounds()).containsExactly(0L, 10L);
    assertThat(reader.newest().id()).isEqualTo(new CheckpointId("run", 2, 10));
    assertThat(reader.round(10).id().generation()).isEqualTo(2);
    assertThat(reader.round(0).id().generation()).isZero();
  }

  @Test
  void skipsWhatIsNotWhole() throws Exception {
    KafkaConfig config = topics("torn");
    String topic = Topics.of(config).checkpoints();
    ParameterLayout layout = Samples.large(600);
    List<OutRecord> whole = chunks(topic, layout, 10);
    List<OutRecord> torn = chunks(topic, layout, 20);
    assertThat(whole).hasSize(3);
    Brokers.write(config, whole);
    Brokers.write(config, torn.subList(0, 2));
    Brokers.write(config, List.of(OutRecord.json(topic, "m", Map.of("not", "ours"))));
    CheckpointReader reader = new CheckpointReader(config);
    assertThat(reader.newest().id().round()).isEqualTo(10);
    assertThat(reader.newest().checkpoint().parameters(layout))
        .isEqualTo(Samples.parameters(layout, 10));
    Brokers.write(config, torn.subList(2, 3));
    assertThat(reader.newest().id().round()).isEqualTo(20);
  }

  @Test
  void looksBackAsFarAsItMust() throws Exception {
    KafkaConfig config = topics("long");
    List<Brokers.Batch> batches = new ArrayList<>();
    batches.add(batch(config, "run", 0, 0, true));
    for (long round = 1; round <= 300; round++) {
      batches.add(batch(config, "other", 0, round, round % 2 == 0));
    }
    Brokers.writeAll(config, batches);
    CheckpointReader reader = new CheckpointReader(config);
    assertThat(reader.newest().id().round()).isEqualTo(300);
    assertThat(reader.round(2).id().round()).isEqualTo(2);
    assertThat(reader.rounds()).hasSize(150);
  }

  @Test
  void saysWhatIsDamagedOrMissing() throws Exception {
    KafkaConfig config = topics("damaged");
    CheckpointReader reader = new CheckpointReader(config);
    assertThatThrownBy(reader::newest)
        .isInstanceOf(CheckpointException.class)
        .hasMessage("There is no checkpoint in damaged.checkpoints");
    OutRecord good =
        CheckpointChunks.of(Topics.of(config).checkpoints(), Samples.checkpoint("run", 0, 3))
            .get(0);
    byte[] value = good.value().clone();
    value[value.length - 1] ^= 1;
    Map<String, String> headers = new LinkedHashMap<>(good.headers());
    Brokers.write(config, List.of(new OutRecord(good.topic(), good.key(), value, headers)));
    assertThatThrownBy(reader::newest)
        .isInstanceOf(CheckpointException.class)
        .hasMessage("The checkpoint of round 3 is damaged: its SHA-256 is another one");
  }

  private static KafkaConfig topics(String namespace) {
    KafkaConfig config = Brokers.config(KAFKA.broker(), namespace, null);
    TopicCreator.create(config);
    return config;
  }

  private static List<OutRecord> chunks(String topic, ParameterLayout layout, long round) {
    return CheckpointChunks.of(
        topic,
        Checkpoint.of(Samples.info("run", 0, round), layout, Samples.parameters(layout, round)));
  }

  private static Brokers.Batch batch(
      KafkaConfig config, String run, long generation, long round, boolean commit) {
    Checkpoint checkpoint = Samples.checkpoint(run, generation, round);
    String topic = Topics.of(config).checkpoints();
    return new Brokers.Batch(CheckpointChunks.of(topic, checkpoint), commit);
  }
}

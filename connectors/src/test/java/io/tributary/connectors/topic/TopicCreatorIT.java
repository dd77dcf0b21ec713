package io.tributary.connectors.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.example.DeadLetter;
import io.tributary.connectors.example.Decoded.Rejected;
import io.tributary.connectors.example.RawRecord;
import io.tributary.connectors.example.Reason;
import io.tributary.connectors.record.OutRecord;
import io.tributary.connectors.topic.TopicCreator.Outcome;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.model.config.KafkaConfig;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicCreatorIT {

  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @Test
  void createsWhatIsMissingOnce() throws Exception {
    KafkaConfig config = Brokers.config(KAFKA.broker(), "fresh", null);
    Outcome first = TopicCreator.create(config);
    assertThat(first.partitions())
        .isEqualTo(
            Map.of(
                "fresh.examples", 2,
                "fresh.examples.dlq", 1,
                "fresh.rounds", 1,
                "fresh.checkpoints", 1,
                "fresh.task-weights", 1,
                "fresh.evaluations", 1,
                "fresh.aliases", 1,
                "fresh.control", 1,
                "fresh.control.replies", 1));
    assertThat(first.created()).isEqualTo(first.partitions().keySet());

    Outcome second = TopicCreator.create(config);
    assertThat(second.created()).isEmpty();
    assertThat(second.partitions()).isEqualTo(first.partitions());

    Config rounds = settings("fresh.rounds");
    assertThat(rounds.get("retention.ms").value()).isEqualTo("86400000");
    assertThat(rounds.get("retention.bytes").value()).isEqualTo("1073741824");
    assertThat(settings("fresh.examples").get("retention.ms").value()).isEqualTo("-1");
    assertThat(settings("fresh.checkpoints").get("retention.ms").value()).isEqualTo("-1");
    assertThat(settings("fresh.aliases").get("cleanup.policy").value()).isEqualTo("compact");
    assertThat(settings("fresh.examples.dlq").get("max.message.bytes").value())
        .isEqualTo("9437184");
  }

  @Test
  void keepsTopicsThatAreThere() throws Exception {
    create(new NewTopic("kept.examples", 5, (short) 1));
    Outcome outcome = TopicCreator.create(Brokers.config(KAFKA.broker(), "kept", null));
    assertThat(outcome.partitions()).containsEntry("kept.examples", 5);
    assertThat(outcome.created()).hasSize(8).doesNotContain("kept.examples");
  }

  @Test
  void givesEveryTopicOfAPatternItsDeadLetters() throws Exception {
    create(new NewTopic("shop-a", 1, (short) 1), new NewTopic("shop-b", 1, (short) 1));
    KafkaConfig config = Brokers.config(KAFKA.broker(), "shop-model", "shop-.*");
    Outcome outcome = TopicCreator.create(config);
    assertThat(outcome.partitions().keySet())
        .containsExactlyInAnyOrder(
            "shop-a",
            "shop-b",
            "shop-a.dlq",
            "shop-b.dlq",
            "shop-model.rounds",
            "shop-model.checkpoints",
            "shop-model.task-weights",
            "shop-model.evaluations",
            "shop-model.aliases",
            "shop-model.control",
            "shop-model.control.replies");
    assertThat(TopicCreator.create(config)).isEqualTo(new Outcome(outcome.partitions(), Set.of()));
  }

  @Test
  void refusesRoundsWithoutOneOrder() throws Exception {
    create(new NewTopic("many.rounds", 3, (short) 1));
    assertThatThrownBy(() -> TopicCreator.create(Brokers.config(KAFKA.broker(), "many", null)))
        .isInstanceOf(TopicException.class)
        .hasMessage(
            "Topic many.rounds has 3 partitions, but rounds have one order:"
                + " delete it, and it is created with one");
  }

  @Test
  void refusesDeadLettersThatCannotHoldEveryReject() throws Exception {
    create(new NewTopic("tight.examples.dlq", 1, (short) 1));
    assertThatThrownBy(() -> TopicCreator.create(Brokers.config(KAFKA.broker(), "tight", null)))
        .isInstanceOf(TopicException.class)
        .hasMessageContaining("tight.examples.dlq")
        .hasMessageContaining("max.message.bytes to 9437184 or more")
        .message()
        .hasLineCount(1);
  }

  @Test
  void tellsWhatTheBrokerRefuses() {
    KafkaConfig config =
        new KafkaConfig(KAFKA.bootstrapServers(), "wide", List.of(), null, 1, 3, Map.of());
    assertThatThrownBy(() -> TopicCreator.create(config))
        .isInstanceOf(TopicException.class)
        .hasMessageContaining("refused to create topic wide.")
        .message()
        .hasLineCount(1);
  }

  @Test
  void givesUpOnABrokerThatIsNotThere() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    KafkaConfig config = Brokers.config(KAFKA.broker(), "none", null).at("127.0.0.1:" + port);
    long start = System.nanoTime();
    assertThatThrownBy(() -> TopicCreator.create(config))
        .isInstanceOf(TopicException.class)
        .hasMessage(
            "Cannot reach Kafka at 127.0.0.1:%d within 10 s: is the broker running,".formatted(port)
                + " and is kafka.bootstrapServers right?");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    assertThatThrownBy(() -> TopicCreator.create(config.at("no such host:1")))
        .isInstanceOf(TopicException.class)
        .hasMessageStartingWith("Cannot reach Kafka at no such host:1: ");
  }

  @Test
  void readsCommittedRecordsToTheEnd() throws Exception {
    KafkaConfig config = Brokers.config(KAFKA.broker(), "log", null);
    TopicCreator.create(config);
    String topic = Topics.of(config).taskWeights();
    List<Brokers.Batch> batches = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      OutRecord record = OutRecord.json(topic, "m", Map.of("i", i));
      batches.add(new Brokers.Batch(List.of(record), i != 2));
    }
    Brokers.writeAll(config, batches);
    List<String> values = new ArrayList<>();
    CommittedLog.read(config, topic, record -> values.add(text(record)));
    assertThat(values).containsExactly("{\"i\":0}", "{\"i\":1}", "{\"i\":3}", "{\"i\":4}");
    CommittedLog.read(config, "nowhere", record -> values.add("?"));
    assertThat(values).hasSize(4);
  }

  @Test
  void takesTheLargestDeadLetter() throws Exception {
    KafkaConfig config = Brokers.config(KAFKA.broker(), "big", null);
    TopicCreator.create(config);
    byte[] value = new byte[DeadLetter.MAX_BYTES];
    new Random(1).nextBytes(value); // does not compress
    RawRecord record = new RawRecord("big.examples", 0, 0, 0, null, value, List.of());
    DeadLetter letter =
        new DeadLetter(record, new Rejected(Reason.TOO_LARGE, "too large", Map.of("", 1)));
    Map<String, Object> settings = ClientSettings.of(config);
    settings.putAll(ClientSettings.deadLetters());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(letter.toKafka()).get();
    }
    List<byte[]> values = new ArrayList<>();
    CommittedLog.read(config, "big.examples.dlq", read -> values.add(read.value()));
    assertThat(values).hasSize(1);
    assertThat(values.get(0)).isEqualTo(value);
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.value(), UTF_8);
  }

  private static void create(NewTopic... topics) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
      admin.createTopics(List.of(topics)).all().get();
      List<String> names = Arrays.stream(topics).map(NewTopic::name).toList();
      while (!admin.listTopics().names().get().containsAll(names)) {
        Thread.sleep(10); // a broker hears of new topics a little later than its controller
      }
    }
  }

  private static Config settings(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
      return admin.describeConfigs(List.of(resource)).all().get().values().iterator().next();
    }
  }
}

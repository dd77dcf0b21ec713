package io.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.embedded.process.JavaProcess;
import io.tributary.embedded.process.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker with TLS, passwords and an authorizer, a user who may do what docs/security.md lists and
 * nothing else, and everything logged that can be: all of the chain works, what is wrong is told in
 * one line, and no byte that leaves the program holds a secret.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int ROUNDS = 3;

  private final String password = "pw" + UUID.randomUUID();
  private final String token = "tk" + UUID.randomUUID();
  private final String inline = "in" + UUID.randomUUID();
  private final Map<String, String> environment = new HashMap<>();

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path inputs;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path outputs;

  @SuppressWarnings("NullAway.Init") // before all
  private SecuredBroker broker;

  @BeforeAll
  void startBroker(@TempDir Path keys) throws Exception {
    broker = SecuredBroker.start(keys);
    broker.user("basket", password);
    broker.allow(
        "basket",
        ResourceType.TOPIC,
        "shop.",
        AclOperation.CREATE,
        AclOperation.DESCRIBE_CONFIGS,
        AclOperation.READ,
        AclOperation.WRITE);
    broker.allow("basket", ResourceType.TRANSACTIONAL_ID, "shop-", AclOperation.WRITE);
  }

  @BeforeEach
  void setEnvironment() {
    environment.putAll(
        Map.of(
            "KAFKA_BROKERS",
            broker.kafka().bootstrapServers(),
            "KAFKA_PASSWORD",
            password,
            "TOKEN",
            token,
            "TRUST",
            broker.trust().toString()));
  }

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  @Test
  void theWholeChainWorksAndTellsNoSecret() throws Exception {
    String file = configuration().toString();
    String examples = examples().toString();
    assertThat(done("topics", "topics", "-c", file)).isZero();
    assertThat(done("feed", "feed", "-c", file, "-e", examples)).isZero();
    String savepoints = outputs.resolve("savepoints").toString();
    try (JavaProcess run =
        start("run", "DEBUG", "run", "-c", file, "--json", "--savepoint-dir", savepoints)) {
      awaitRounds(run);
      run.interrupt();
      assertThat(run.await(PATIENCE)).isZero();
    }
    Path model = outputs.resolve("model.safetensors");
    assertThat(done("export", "export", "-c", file, "-o", model.toString())).isZero();
    assertThat(Checkpoint.parse(Files.readAllBytes(model)).info().model()).isEqualTo("small");
    assertThat(done("check", "check", "-c", file)).isZero();
    Path folder = outputs.resolve("backtest");
    assertThat(done("backtest", "backtest", "-c", file, "-e", examples, "-o", folder.toString()))
        .isZero();

    Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = readTopics();
    assertThat(topics.get("shop.examples.dlq")).hasSize(1);
    assertThat(topics.get("shop.checkpoints")).isNotEmpty();
    Files.write(outputs.resolve("topics"), bytes(topics));
    assertNoSecretIn(outputs);
  }

  @Test
  void aWrongPasswordIsOneLine() throws Exception {
    environment.put("KAFKA_PASSWORD", "wrong" + password);

    for (String command : List.of("topics", "feed", "run", "export")) {
      assertThat(refusal(command, 1)).contains("${KAFKA_BROKERS}", "Authentication failed");
    }
  }

  @Test
  void aCertificateOfSomebodyElseIsOneLine(@TempDir Path keys) throws Exception {
    environment.put("TRUST", SecuredBroker.strangersCertificate(keys).toString());

    for (String command : List.of("topics", "feed", "run", "export")) {
      assertThat(refusal(command, 1)).contains("${KAFKA_BROKERS}", "SSL handshake failed");
    }
  }

  @Test
  void aPropertyThatCannotBeIsOneLineWithoutIt() throws Exception {
    environment.put("TRUST", "no-such-file-" + token);
    assertThat(refusal("topics", 1)).contains("***");

    environment.put("TRUST", broker.trust().toString());
    environment.put("KAFKA_PASSWORD", password + "\" x\"" + token);
    assertThat(refusal("run", 2)).contains("kafka.properties cannot be used");
  }

  @Test
  void aBrokerThatIsNotThereIsOneLine() throws Exception {
    environment.put("KAFKA_BROKERS", token + ".invalid:9092");

    assertThat(refusal("topics", 1)).contains("${KAFKA_BROKERS}");
  }

  /** The one line that a command says, and how it ends. */
  private String refusal(String command, int exitCode) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(command, "-c", configuration().toString()));
    if (command.equals("feed")) {
      arguments.addAll(List.of("-e", examples().toString()));
    }
    if (command.equals("export")) {
      arguments.addAll(List.of("-o", outputs.resolve("none").toString()));
    }
    try (JavaProcess process = program(command, "OFF", arguments).start(outputs)) {
      assertThat(process.await(Duration.ofSeconds(60))).isEqualTo(exitCode);
      assertThat(process.out()).isEmpty();
      assertThat(process.err()).hasSize(1);
      assertNoSecretIn(outputs);
      String line = process.err().get(0);
      Files.delete(process.errFile());
      return line;
    }
  }

  private int done(String name, String... arguments) throws Exception {
    try (JavaProcess process = start(name, "TRACE", arguments)) {
      return process.await(PATIENCE);
    }
  }

  private JavaProcess start(String name, String level, String... arguments) throws IOException {
    return program(name, level, List.of(arguments)).start(outputs);
  }

  /** A command that logs everything: all to its file, what the level says to standard error. */
  private JavaProgram program(String name, String level, List<String> arguments) {
    JavaProgram program =
        JavaProgram.like(name, Main.class.getName(), arguments)
            .with("-Dtributary.log=" + outputs.resolve(name + ".log"))
            .with("-Dtributary.log.level=" + (level.equals("OFF") ? "TRACE" : level))
            .with("-Dtributary.verbose=" + level);
    return new JavaProgram(
        program.name(), program.options(), program.main(), program.arguments(), environment);
  }

  private void awaitRounds(JavaProcess run) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (run.out().size() < ROUNDS) {
      assertThat(run.process().isAlive() && System.nanoTime() < deadline)
          .as(() -> "still on its way: " + run.errFile())
          .isTrue();
      Thread.sleep(100);
    }
  }

  private void assertNoSecretIn(Path folder) throws IOException {
    List<String> secrets =
        List.of(password, token, inline, environment.getOrDefault("KAFKA_BROKERS", "none"));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String all = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        for (String secret : secrets) {
          int at = all.indexOf(secret);
          String around = at < 0 ? "" : all.substring(Math.max(0, at - 300), at + secret.length());
          assertThat(at).as(() -> file + " holds a secret: " + around).isNegative();
        }
      }
    }
  }

  private Map<String, List<ConsumerRecord<byte[], byte[]>>> readTopics() {
    Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            broker.admin(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      for (String topic : consumer.listTopics().keySet()) {
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (consumer.position(partition) < end) {
          consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        topics.put(topic, records);
      }
    }
    return topics;
  }

  private static byte[] bytes(Map<String, List<ConsumerRecord<byte[], byte[]>>> topics)
      throws IOException {
    var out = new java.io.ByteArrayOutputStream();
    for (List<ConsumerRecord<byte[], byte[]>> records : topics.values()) {
      for (ConsumerRecord<byte[], byte[]> record : records) {
        out.write(record.key() == null ? new byte[0] : record.key());
        out.write(record.value() == null ? new byte[0] : record.value());
        for (Header header : record.headers()) {
          out.write(header.key().getBytes(UTF_8));
          out.write(header.value() == null ? new byte[0] : header.value());
        }
      }
    }
    return out.toByteArray();
  }

  private Path configuration() throws IOException {
    return Files.writeString(
        inputs.resolve("secured.yaml"),
        Files.readString(TestFiles.learnable(inputs))
            + """
            rounds: {by: count, wait: all}
            flink: {checkpointInterval: 1s, checkpointDir: "%s"}
            kafka:
              bootstrapServers: ${KAFKA_BROKERS}
              topics: {namespace: shop}
              properties:
                security.protocol: SASL_SSL
                sasl.mechanism: SCRAM-SHA-512
                sasl.jaas.config: >-
                  org.apache.kafka.common.security.scram.ScramLoginModule required
                  username="basket" password="${KAFKA_PASSWORD}";
                ssl.truststore.type: PEM
                ssl.truststore.location: ${TRUST}
                client.id: "job-${TOKEN}"
                metrics.reporter.api.token: %s
            """
                .formatted(outputs.resolve("checkpoints"), inline));
  }

  /** Enough for a few rounds, and one that cannot be used. */
  private Path examples() throws IOException {
    Random random = new Random(4);
    StringBuilder lines = new StringBuilder("{\"task\":\"buy\"}\n");
    for (int i = 0; i < 400; i++) {
      double x = random.nextGaussian();
      lines.append(
          String.format(
              Locale.ROOT,
              "{\"features\":[%.3f,1,0],\"labels\":{\"buy\":%d,\"spend\":%.3f}}%n",
              x,
              x > 0 ? 1 : 0,
              2 * x));
    }
    return Files.writeString(inputs.resolve("examples.jsonl"), lines);
  }
}

package io.tributary.model.config;

import static io.tributary.model.config.Texts.MODEL;
import static io.tributary.model.config.Texts.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must never be seen is never in a message, a printed configuration or a toString. */
class SecretsTest {

  private static final String SECRET = "hunter2";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PW", SECRET, "HOST", "broker:9092", "PREFIX", "prod");

  @Test
  void thePasswordOfASchemaRegistryIsNeverSeen() {
    Configuration configuration =
        Texts.parse(
            Texts.MODEL
                + Texts.TASKS
                + "kafka: {schemaRegistry: {url: \"http://r:1\", user: me, password: hunter2}}\n");

    assertThat(ConfigurationPrinter.print(configuration)).contains("***").doesNotContain("hunter2");
    assertThat(ConfigurationPrinter.learningPart(configuration)).doesNotContain("hunter2", "r:1");
    assertThat(configuration.toString()).doesNotContain("hunter2");
    assertThat(String.valueOf(configuration.kafka().schemaRegistry())).doesNotContain("hunter2");
    assertThat(configuration.kafka().secrets().hide("x hunter2 y")).isEqualTo("x *** y");
    String url = "kafka: {schemaRegistry: {url: \"http://me:hunter2@r:1\"}}\n";
    assertThat(Texts.problem(Texts.MODEL + Texts.TASKS + url)).doesNotContain("hunter2");
  }

  @Test
  void hidesPropertiesThatLookLikeSecrets() {
    Configuration configuration =
        properties(
            """
                sasl.jaas.config: user hunter2
                ssl.key.password: hunter2
                ssl.keystore.key: hunter2
                my.api.token: hunter2
                client.secret: hunter2
                aws.credentials: hunter2
                ssl.keystore.location: /etc/store.jks
                linger.ms: 5
            """);

    String printed = ConfigurationPrinter.print(configuration);
    assertThat(printed)
        .doesNotContain(SECRET)
        .contains("sasl.jaas.config: '***'", "ssl.keystore.location: /etc/store.jks", "linger.ms");
    assertThat(configuration.kafka().properties()).containsEntry("ssl.key.password", SECRET);
    assertThat(configuration.toString()).doesNotContain(SECRET);
  }

  @Test
  void printsTheReferenceInPlaceOfAValueFromTheEnvironment() {
    Configuration configuration =
        Texts.parse(
            MODEL
                + TASKS
                + """
                kafka:
                  bootstrapServers: ${HOST}
                  topics: {namespace: "${PREFIX}.shop", examples: [a, "${PREFIX}.b"]}
                  properties: {sasl.password: "${PW}", client.id: "x-${PREFIX}", rack: "$${here}"}
                """,
            ENVIRONMENT);
    KafkaConfig kafka = configuration.kafka();
    assertThat(kafka.bootstrapServers()).isEqualTo("broker:9092");
    assertThat(kafka.namespace()).isEqualTo("prod.shop");
    assertThat(kafka.exampleTopics()).containsExactly("a", "prod.b");
    assertThat(kafka.properties())
        .containsEntry("sasl.password", SECRET)
        .containsEntry("client.id", "x-prod")
        .containsEntry("rack", "${here}");

    String printed = ConfigurationPrinter.print(configuration);

    assertThat(printed).doesNotContain(SECRET, "broker", "prod");
    assertThat(Texts.parse(printed, ENVIRONMENT)).isEqualTo(configuration);
    assertThat(configuration.toString()).doesNotContain(SECRET, "broker");
  }

  @Test
  void areHiddenInTextsOfOthers() {
    Configuration configuration =
        Texts.parse(
            MODEL
                + TASKS
                + """
                kafka:
                  bootstrapServers: ${HOST}
                  topics: {namespace: "${PREFIX}.shop"}
                  properties:
                    sasl.jaas.config: some.LoginModule required user="bob" pw="${PW}" x="in line";
                    client.id: "x-${ID}-$${y}"
                    linger.ms: 5000
                """,
            Map.of(
                "PW",
                "a \"b\" cdef",
                "HOST",
                "h1.net:9092,h2.net:1",
                "PREFIX",
                "prod",
                "ID",
                "id77"));
    Secrets secrets = configuration.kafka().secrets();

    assertThat(
            secrets.hide("Value for 'cdef' at h2.net/10.0.0.1:9092 of client x-id77-${y} in prod"))
        .isEqualTo("Value for '***' at ***/10.0.0.1:9092 of client x-***-${y} in prod");
    assertThat(secrets.hide("pw=a \"b\" cdef; required some.LoginModule user 5000 line"))
        .isEqualTo("pw=***; required some.LoginModule user 5000 ***");
    assertThat(secrets.toString()).doesNotContain("cdef", "id77");
    assertThat(configuration.kafka().toString()).doesNotContain("h1.net", "prod");
  }

  @Test
  void hidesASecretAroundAReference() {
    Configuration configuration = properties("    sasl.jaas.config: pw=hunter2 host=${HOST}\n");

    assertThat(ConfigurationPrinter.print(configuration)).doesNotContain(SECRET, "broker");
  }

  @Test
  void keepsKafkaAndFlinkOutOfTheLearningPart() {
    Configuration configuration = properties("    sasl.password: hunter2\n");

    assertThat(ConfigurationPrinter.learningPart(configuration))
        .startsWith("model:")
        .contains("tasks:", "training:", "rounds:", "weighting:", "dev:", "test:", "publish:")
        .doesNotContain("kafka", "flink", "localhost", SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.password: [hunter2]",
        "sasl.password: {hunter2: hunter2}",
        "sasl.password: *hunter2",
        "sasl.password: !hunter2 x",
        "sasl.password: \"hunter2",
        "sasl.password: {hunter2",
        "sasl.password: a: hunter2",
        "sasl.password: '%hunter2' hunter2",
        "sasl.password: \"\\hunter2\"",
        "sasl.password: hunter2 ${NONE}",
        "sasl.password: hunter2 ${",
        "sasl.password: hunter2\n    sasl.password: hunter2",
        "bootstrap.servers: hunter2",
      })
  void areInNoMessage(String property) {
    String message = Texts.problem(withProperties("    " + property + "\n"), ENVIRONMENT);

    assertThat(message).startsWith("shop.yaml:").doesNotContain("unter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bootstrapServers: ${PW}",
        "topics: {namespace: \"/${PW}\"}",
        "topics: {examples: [\"/${PW}\"]}",
        "topics: {examples: {pattern: \"(${PW}\"}}",
        "topics: {partitions: \"${PW}\"}",
        "topics: \"${PW}\"",
        "properties: \"sasl.password=hunter2\"",
      })
  void fromTheEnvironmentAreInNoMessage(String entry) {
    String message =
        Texts.problem(MODEL + TASKS + "kafka:\n  " + entry + "\n", Map.of("PW", SECRET));

    assertThat(message).startsWith("shop.yaml:9: ").doesNotContain(SECRET);
  }

  private static Configuration properties(String properties) {
    return Texts.parse(withProperties(properties), ENVIRONMENT);
  }

  private static String withProperties(String properties) {
    return MODEL + TASKS + "kafka:\n  properties:\n" + properties;
  }
}

package io.tributary.connectors.topic;

import io.tributary.model.config.ConfigurationException;
import io.tributary.model.config.KafkaConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/** Settings of Kafka's clients. */
public final class ClientSettings {

  /** How long a broker may take to answer before it counts as unreachable. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Of sockets: Kafka's own 64 and 128 KB halt parameters, which come by the megabyte. */
  private static final String SIZED_BY_SYSTEM = "-1"; // text, or Flink would leave it out

  private ClientSettings() {}

  /**
   * What a client failed of, in one line. Kafka's own words may quote properties: a wrong setting
   * is quoted with its value.
   *
   * @return to be thrown: a {@link ConfigurationException} when a property cannot be used
   */
  static RuntimeException failure(KafkaConfig config, String what, KafkaException failure) {
    Throwable told = failure;
    while (told.getCause() instanceof KafkaException
        || told.getCause() instanceof IllegalArgumentException) {
      told = told.getCause();
    }
    String line = config.secrets().hide(String.valueOf(told.getMessage())).replaceAll("\\s+", " ");
    boolean settings = told instanceof ConfigException || told instanceof IllegalArgumentException;
    if (settings && !line.contains(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
      return new ConfigurationException("kafka.properties cannot be used: " + line);
    }
    return new TopicException(what + " at " + config.shownServers() + ": " + line, failure);
  }

  /** Where the broker is, and what the configuration says for every client. */
  public static Map<String, Object> of(KafkaConfig config) {
    Map<String, Object> settings = new HashMap<>(config.properties());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    settings.putIfAbsent(CommonClientConfigs.SEND_BUFFER_CONFIG, SIZED_BY_SYSTEM);
    settings.putIfAbsent(CommonClientConfigs.RECEIVE_BUFFER_CONFIG, SIZED_BY_SYSTEM);
    return settings;
  }

  /** What a producer of dead letters needs beside: room for the largest record. */
  public static Map<String, Object> deadLetters() {
    return Map.of(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        TopicSettings.DEAD_LETTER_BYTES,
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "none"); // or a batch might outgrow its records
  }

  /** Of an admin client that gives up in time. */
  static Map<String, Object> admin(KafkaConfig config) {
    Map<String, Object> settings = of(config);
    int patience = Math.toIntExact(PATIENCE.toMillis());
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, patience / 2);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
    return settings;
  }

  /** Of a consumer of committed records that commits no offsets. */
  static Map<String, Object> reader(KafkaConfig config) {
    Map<String, Object> settings = admin(config);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50); // it never waits for more to come
    return settings;
  }
}

package io.tributary.connectors.topic;

import io.tributary.model.config.KafkaConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Settings of Kafka's clients. */
public final class ClientSettings {

  /** How long a broker may take to answer before it counts as unreachable. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private ClientSettings() {}

  /** Where the broker is, and what the configuration says for every client. */
  public static Map<String, Object> of(KafkaConfig config) {
    Map<String, Object> settings = new HashMap<>(config.properties());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
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

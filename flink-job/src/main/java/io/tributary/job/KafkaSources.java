package io.tributary.job;

import io.tributary.connectors.topic.ClientSettings;
import io.tributary.model.config.KafkaConfig;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Settings of the sources that read from Kafka. */
final class KafkaSources {

  /** A reader is closed once the fetch that is out comes back: a job that stops waits so long. */
  private static final String FETCH_WAIT_MILLIS = "100";

  private KafkaSources() {}

  /** What the configuration says of every client, and what it leaves open. */
  static Properties properties(KafkaConfig kafka) {
    Properties properties = new Properties();
    properties.putAll(ClientSettings.of(kafka));
    properties.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    return properties;
  }
}

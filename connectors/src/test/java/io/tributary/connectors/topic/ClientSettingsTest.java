package io.tributary.connectors.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.config.KafkaConfig;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {

  @Test
  void socketsAreSizedBySystemUnlessConfigured() {
    Properties settings = new Properties();
    settings.putAll(ClientSettings.of(config(Map.of("receive.buffer.bytes", "65536"))));

    // As Flink reads them: what is no text counts as absent.
    assertThat(settings.getProperty(ConsumerConfig.RECEIVE_BUFFER_CONFIG)).isEqualTo("65536");
    assertThat(settings.getProperty(ProducerConfig.SEND_BUFFER_CONFIG)).isEqualTo("-1");
  }

  private static KafkaConfig config(Map<String, String> properties) {
    return new KafkaConfig("localhost:9092", "m", List.of(), null, 1, 1, properties, Map.of());
  }
}

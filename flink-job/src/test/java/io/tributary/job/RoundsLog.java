package io.tributary.job;

import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundMessage;
import io.tributary.job.message.FloatChunks;
import io.tributary.model.config.Configuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** All that stands in a rounds topic. */
record RoundsLog(List<RoundHeader> headers, Map<Long, float[]> parameters) {

  static RoundsLog read(Configuration configuration) {
    List<RoundHeader> headers = new ArrayList<>();
    Map<Long, List<byte[]>> chunks = new TreeMap<>();
    RoundsTopic rounds = new RoundsTopic(configuration.kafka());
    long end = rounds.end();
    try (KafkaConsumer<byte[], byte[]> consumer = rounds.consumer()) {
      consumer.seekToBeginning(List.of(rounds.partition()));
      while (consumer.position(rounds.partition()) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          RoundMessage message = RoundMessage.fromKafka(record);
          switch (message.kind()) {
            case ROUND -> {
              RoundHeader header = Json.read(message.body(), RoundHeader.class);
              headers.add(header);
              if (header.phase() != Phase.DONE) {
                chunks.put(header.round(), new ArrayList<>());
              }
            }
            case PARAMETERS ->
                chunks.getOrDefault(message.fence().round(), new ArrayList<>()).add(message.body());
            default -> {}
          }
        }
      }
    }
    Map<Long, float[]> parameters = new TreeMap<>();
    chunks.forEach((round, parts) -> parameters.put(round, FloatChunks.join(parts)));
    return new RoundsLog(headers, parameters);
  }

  RoundHeader last() {
    return headers.get(headers.size() - 1);
  }

  float[] lastParameters() {
    return parameters.getOrDefault(last().round(), new float[0]);
  }
}

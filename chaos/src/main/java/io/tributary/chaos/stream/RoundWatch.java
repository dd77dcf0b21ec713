package io.tributary.chaos.stream;

import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows a {@code rounds} topic from its beginning, broker or no broker. */
public final class RoundWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final TopicPartition partition;
  private final String servers;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::watch, "round-watch");
  private volatile boolean closed;

  /**
   * Parameters that were published.
   *
   * @param millis when, by the clock of their producer
   * @param header what was said about them
   */
  public record Seen(long millis, RoundHeader header) {

    /** Whether a round ended with them; else they were published again. */
    public boolean isNewRound() {
      return header.finished() != null;
    }
  }

  /** Starts to follow the topic, which must be there. */
  public RoundWatch(String servers, String topic) {
    this.partition = new TopicPartition(topic, 0);
    this.servers = servers;
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            servers,
            "enable.auto.commit",
            false,
            "reconnect.backoff.max.ms",
            200,
            "default.api.timeout.ms",
            Integer.MAX_VALUE);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, 0);
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          RoundMessage message = RoundMessage.fromKafka(record);
          if (message.kind() == RoundMessage.Kind.ROUND) {
            seen.add(new Seen(record.timestamp(), Json.read(message.body(), RoundHeader.class)));
          }
        }
      }
    }
  }

  /** Rounds behind the newest parameters; falls when a run is restored. 0 before the first. */
  public long round() {
    return seen.isEmpty() ? 0 : seen.get(seen.size() - 1).header().round();
  }

  /** The generation that published last, −1 before the first. */
  public long generation() {
    return seen.isEmpty() ? -1 : seen.get(seen.size() - 1).header().generation();
  }

  /** The first parameters that a generation published. */
  public Optional<Seen> firstOf(long generation) {
    return seen.stream().filter(one -> one.header().generation() == generation).findFirst();
  }

  /**
   * The first round that ended after a moment, in a generation that is not below one.
   *
   * @param millis since the epoch
   */
  public Optional<Seen> firstRound(long millis, long generation) {
    return seen.stream()
        .filter(Seen::isNewRound)
        .filter(one -> one.millis() > millis && one.header().generation() >= generation)
        .findFirst();
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}

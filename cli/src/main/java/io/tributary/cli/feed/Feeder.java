package io.tributary.cli.feed;

import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Progress;
import io.tributary.connectors.topic.ClientSettings;
import io.tributary.model.config.KafkaConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends examples to a topic, in order. */
public final class Feeder implements AutoCloseable {

  private static final long LONGEST_PAUSE_NANOS = 100_000_000L; // how late a stop may be heard
  private static final int LARGEST_REQUEST = 16 << 20; // what is too large is for the job to say

  private final String topic;
  private final Timestamps timestamps;
  private final double rate;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final Map<String, List<Header>> headers = new HashMap<>();
  private volatile boolean stopped;

  /**
   * A feeder of one topic.
   *
   * @param kafka where it is
   * @param rate records a second, 0: as fast as it goes
   */
  public Feeder(KafkaConfig kafka, String topic, Timestamps timestamps, double rate) {
    this.topic = topic;
    this.timestamps = timestamps;
    this.rate = rate;
    Map<String, Object> settings = new HashMap<>(ClientSettings.of(kafka));
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Sends a source's records, at most {@code limit} of them.
   *
   * @return how many were sent and acknowledged
   * @throws CommandException when the broker refuses one
   */
  public long feed(ExampleSource source, long limit, Progress progress) throws IOException {
    long[] count = {0};
    long start = System.nanoTime();
    source.forEach(
        record -> {
          if (count[0] >= limit || stopped) {
            return false;
          }
          pace(start, count[0]);
          send(source, ++count[0], record);
          progress.step();
          return true;
        });
    producer.flush();
    check();
    return count[0];
  }

  private void pace(long start, long sent) {
    if (rate > 0) {
      long due = start + (long) (sent / rate * 1e9);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        if (stopped) {
          return;
        }
        LockSupport.parkNanos(Math.min(left, LONGEST_PAUSE_NANOS));
      }
    }
  }

  private void send(ExampleSource source, long number, FeedRecord record) {
    check();
    Future<RecordMetadata> unused = // the callback hears of failures
        producer.send(
            new ProducerRecord<>(
                topic,
                null,
                timestamps.of(record.time()),
                record.key().getBytes(StandardCharsets.UTF_8),
                record.value(),
                headers.computeIfAbsent(record.contentType(), Feeder::contentType)),
            (metadata, exception) -> {
              if (exception != null) {
                failure.compareAndSet(
                    null,
                    CommandException.failed(
                        source.name() + ", record " + number + ": " + exception.getMessage(),
                        exception));
              }
            });
  }

  private static List<Header> contentType(String type) {
    return List.of(new RecordHeader("content-type", type.getBytes(StandardCharsets.UTF_8)));
  }

  private void check() {
    RuntimeException exception = failure.get();
    if (exception != null) {
      throw exception;
    }
  }

  /** Lets {@link #feed} return after what was sent is acknowledged; from any thread. */
  public void stop() {
    stopped = true;
  }

  /** Whether it was stopped. */
  public boolean isStopped() {
    return stopped;
  }

  @Override
  public void close() {
    producer.close();
  }
}

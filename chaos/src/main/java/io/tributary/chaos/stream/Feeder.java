package io.tributary.chaos.stream;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a stream at a steady rate, whatever happens to the broker: an idempotent producer that
 * never gives up, so that each record comes to stand in the log once and in order.
 */
public final class Feeder {

  private final FedStream stream;
  private final String servers;
  private final double perSecond;
  private final FutureTask<Void> feeding = new FutureTask<>(this::feed, null);
  private volatile boolean finishing;
  private volatile long fedBeforeTheEnd;
  private volatile @Nullable Exception failure;

  /**
   * Starts feeding.
   *
   * @param perSecond records a second
   */
  public Feeder(FedStream stream, String servers, double perSecond) {
    this.stream = stream;
    this.servers = servers;
    this.perSecond = perSecond;
    Thread thread = new Thread(feeding, "feeder");
    thread.setDaemon(true);
    thread.start();
  }

  private void feed() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            servers,
            "acks",
            "all",
            "enable.idempotence",
            true,
            "max.block.ms",
            Integer.MAX_VALUE,
            "delivery.timeout.ms",
            Integer.MAX_VALUE,
            "reconnect.backoff.max.ms",
            500);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      long start = System.nanoTime();
      long fed = 0;
      while (!finishing && !feeding.isCancelled()) {
        send(producer, stream.next());
        fed++;
        long due = start + (long) (fed / perSecond * 1e9);
        LockSupport.parkNanos(due - System.nanoTime());
      }
      if (feeding.isCancelled()) {
        return;
      }
      fedBeforeTheEnd = fed;
      stream.finish().forEach(record -> send(producer, record));
      producer.flush();
    }
  }

  private void send(KafkaProducer<byte[], byte[]> producer, Fed record) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                ChaosModel.EXAMPLES, record.partition(), record.timestamp(), null, record.value()),
            (metadata, exception) -> {
              if (exception != null) {
                failure = exception;
              }
            });
  }

  /** Stops feeding, wherever it stands. */
  public void abandon() {
    feeding.cancel(true);
  }

  /**
   * Closes the stream and waits until the broker has all of it.
   *
   * @return how many records were fed before those that close it
   */
  public long finish() throws InterruptedException {
    finishing = true;
    try {
      feeding.get();
    } catch (ExecutionException thrown) {
      throw new IllegalStateException("feeding failed", thrown.getCause());
    }
    if (failure != null) {
      throw new IllegalStateException("a record was not written", Objects.requireNonNull(failure));
    }
    return fedBeforeTheEnd;
  }
}

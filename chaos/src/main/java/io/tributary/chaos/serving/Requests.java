package io.tributary.chaos.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.chaos.stream.ChaosModel;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends requests at a steady rate, each stamped with the time at which it was due. */
public final class Requests {

  private final String topic;
  private final String servers;
  private final int partitions;
  private final double perSecond;
  private final Random random;
  private final FutureTask<Void> sending = new FutureTask<>(this::send, null);
  private volatile boolean finishing;
  private volatile long sent;
  private volatile @Nullable Exception failure;

  /** Starts sending. */
  public Requests(String servers, String topic, int partitions, double perSecond, long seed) {
    this.servers = servers;
    this.topic = topic;
    this.partitions = partitions;
    this.perSecond = perSecond;
    this.random = new Random(seed);
    Thread thread = new Thread(sending, "requests");
    thread.setDaemon(true);
    thread.start();
  }

  private void send() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", servers, "acks", "all", "linger.ms", 0);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      long start = System.nanoTime();
      long startMillis = System.currentTimeMillis();
      for (long number = 0; !finishing; number++) {
        double seconds = number / perSecond;
        LockSupport.parkNanos(start + (long) (seconds * 1e9) - System.nanoTime());
        var unused =
            producer.send(
                new ProducerRecord<>(
                    topic,
                    (int) (number % partitions),
                    startMillis + (long) (seconds * 1e3),
                    null,
                    request(number)),
                (metadata, exception) -> {
                  if (exception != null) {
                    failure = exception;
                  }
                });
        sent = number + 1;
      }
      producer.flush();
    }
  }

  private byte[] request(long id) {
    StringBuilder text = new StringBuilder("{\"id\":\"" + id + "\",\"features\":[");
    for (int i = 0; i < ChaosModel.FEATURES; i++) {
      text.append(i == 0 ? "" : ",");
      text.append(String.format(Locale.ROOT, "%.3f", random.nextGaussian()));
    }
    return text.append("]}").toString().getBytes(UTF_8);
  }

  /** How many there were so far. */
  public long sent() {
    return sent;
  }

  /**
   * Stops sending.
   *
   * @return how many there were
   */
  public long finish() throws InterruptedException {
    finishing = true;
    try {
      sending.get();
    } catch (ExecutionException thrown) {
      throw new IllegalStateException("sending failed", thrown.getCause());
    }
    if (failure != null) {
      throw new IllegalStateException("a request was not written", failure);
    }
    return sent;
  }
}

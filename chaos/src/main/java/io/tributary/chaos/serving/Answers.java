package io.tributary.chaos.serving;

import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.PredictionRecord;
import io.tributary.connectors.topic.CommittedTail;
import io.tributary.model.config.KafkaConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads committed predictions as they come, in a thread of its own. */
public final class Answers implements AutoCloseable {

  private final CommittedTail tail;
  private final List<Answer> all = new ArrayList<>();
  private final Thread thread = new Thread(this::read, "answers");
  private volatile boolean closed;

  /**
   * A prediction.
   *
   * @param id of its request
   * @param round of the model
   * @param scoredMillis from the moment when the request was due until it was answered
   * @param seenMillis from then until a reader of committed records had it
   */
  public record Answer(String id, long round, long scoredMillis, long seenMillis) {}

  /** Starts reading. */
  public Answers(KafkaConfig kafka, String topic) {
    tail = CommittedTail.open(kafka, List.of(topic), Long.MAX_VALUE);
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    while (!closed) {
      for (ConsumerRecord<byte[], byte[]> record : tail.poll(Duration.ofMillis(100))) {
        long now = System.currentTimeMillis();
        PredictionRecord said = Json.read(record.value(), PredictionRecord.class);
        long due = record.timestamp() - said.latencyMillis();
        add(new Answer(String.valueOf(said.id()), said.round(), said.latencyMillis(), now - due));
      }
    }
    tail.close();
  }

  private synchronized void add(Answer answer) {
    all.add(answer);
  }

  /** Those that came so far. */
  public synchronized List<Answer> all() {
    return List.copyOf(all);
  }

  /** How many came so far. */
  public synchronized int count() {
    return all.size();
  }

  /** How often each request was answered, of those that were not answered exactly once. */
  public synchronized Map<Long, Integer> notOnce(long requests) {
    Map<Long, Integer> times = new TreeMap<>();
    for (long id = 0; id < requests; id++) {
      times.put(id, 0);
    }
    all.forEach(answer -> times.merge(Long.valueOf(answer.id()), 1, Integer::sum));
    times.values().removeIf(count -> count == 1);
    return times;
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}

package io.tributary.connectors.topic;

import io.tributary.model.config.KafkaConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows topics: what is committed, from some way back, as it comes. Used by one thread. */
public final class CommittedTail implements AutoCloseable {

  private final KafkaConfig config;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private Map<TopicPartition, Long> ends = Map.of();

  private CommittedTail(KafkaConfig config) {
    this.config = config;
    this.consumer =
        new KafkaConsumer<>(
            ClientSettings.reader(config),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * Begins to follow.
   *
   * @param topics to follow
   * @param back how many offsets of each partition to look back; markers of transactions count too
   * @throws TopicException in one line when a topic does not exist, or the broker does not answer
   */
  public static CommittedTail open(KafkaConfig config, List<String> topics, long back) {
    CommittedTail tail = new CommittedTail(config);
    try {
      tail.begin(topics, back);
      return tail;
    } catch (TimeoutException e) {
      tail.close();
      throw new TopicException(
          "Kafka at %s did not answer within %d s"
              .formatted(config.shownServers(), ClientSettings.PATIENCE.toSeconds()),
          e);
    } catch (KafkaException e) {
      tail.close();
      throw ClientSettings.failure(config, "Cannot read " + String.join(", ", topics), e);
    } catch (TopicException e) {
      tail.close();
      throw e;
    }
  }

  private void begin(List<String> topics, long back) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      List<PartitionInfo> infos = consumer.partitionsFor(topic);
      if (infos == null || infos.isEmpty()) {
        throw new TopicException(
            "There is no topic %s at %s; ./tributary topics creates it"
                .formatted(topic, config.shownServers()));
      }
      infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    ends = consumer.endOffsets(partitions);
    consumer
        .beginningOffsets(partitions)
        .forEach(
            (partition, begin) ->
                consumer.seek(partition, Math.max(begin, ends.getOrDefault(partition, 0L) - back)));
  }

  /**
   * What has come, in the order of each partition; waits for something at most so long.
   *
   * @throws TopicException when the broker refuses to be read; while it is away nothing comes
   */
  public Iterable<ConsumerRecord<byte[], byte[]>> poll(Duration patience) {
    try {
      return consumer.poll(patience);
    } catch (KafkaException e) {
      throw ClientSettings.failure(config, "Cannot go on reading", e);
    }
  }

  /** Whether everything has been handed out that was committed at the beginning. */
  public boolean isCaughtUp() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close();
  }
}

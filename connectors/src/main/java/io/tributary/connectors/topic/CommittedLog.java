package io.tributary.connectors.topic;

import io.tributary.model.config.KafkaConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed in a topic now, from its beginning to its end. */
public final class CommittedLog {

  private CommittedLog() {}

  /**
   * Hands every committed record of a topic on, in the order of each partition.
   *
   * @param topic to read; nothing is read when it does not exist
   * @throws TopicException when the broker cannot be reached or stops answering
   */
  public static void read(
      KafkaConfig config, String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    readNewest(config, topic, Long.MAX_VALUE, reader);
  }

  /**
   * The same for all topics that examples come from.
   *
   * @throws TopicException when the broker cannot be reached or stops answering
   */
  public static void readExamples(
      KafkaConfig config, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    examples(config).forEach(topic -> read(config, topic, reader));
  }

  private static List<String> examples(KafkaConfig config) {
    Topics topics = Topics.of(config);
    if (topics.examplesPattern().isEmpty()) {
      return topics.examples();
    }
    try (TopicAdmin admin = TopicAdmin.connect(config)) {
      return admin.names().stream().filter(topics::isExamples).sorted().toList();
    }
  }

  /**
   * The same for the newest records alone.
   *
   * @param offsets how many to look back in each partition; markers of transactions count too
   * @return whether that was everything there is
   */
  public static boolean readNewest(
      KafkaConfig config,
      String topic,
      long offsets,
      Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            ClientSettings.reader(config),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<PartitionInfo> infos = consumer.partitionsFor(topic);
      List<TopicPartition> partitions =
          infos == null
              ? List.of()
              : infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      boolean all = true;
      for (Map.Entry<TopicPartition, Long> begin :
          consumer.beginningOffsets(partitions).entrySet()) {
        long newest = ends.getOrDefault(begin.getKey(), 0L) - offsets;
        all &= newest <= begin.getValue();
        consumer.seek(begin.getKey(), Math.max(newest, begin.getValue()));
      }
      readToEnd(consumer, ends, reader);
      return all;
    } catch (TimeoutException e) {
      throw new TopicException(
          "Kafka at %s did not answer within %d s"
              .formatted(config.shownServers(), ClientSettings.PATIENCE.toSeconds()),
          e);
    } catch (KafkaException e) {
      throw ClientSettings.failure(config, "Cannot read " + topic, e);
    }
  }

  private static void readToEnd(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    long deadline = System.nanoTime() + ClientSettings.PATIENCE.toNanos();
    while (true) {
      boolean done = true;
      for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
        done &= consumer.position(end.getKey()) >= end.getValue();
      }
      if (done) {
        return;
      }
      long before = positions(consumer, ends);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.getOrDefault(partition, 0L)) {
          reader.accept(record);
        }
      }
      if (positions(consumer, ends) > before) {
        deadline = System.nanoTime() + ClientSettings.PATIENCE.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new TimeoutException("No progress");
      }
    }
  }

  private static long positions(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.keySet().stream().mapToLong(consumer::position).sum();
  }
}

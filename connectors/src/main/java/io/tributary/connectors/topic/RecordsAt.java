package io.tributary.connectors.topic;

import io.tributary.model.config.KafkaConfig;
import io.tributary.model.lineage.Place;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads certain committed records, and little that lies between them. Used by one thread. */
public final class RecordsAt implements AutoCloseable {

  /** Records between two wanted ones that are read over rather than jumped. */
  private static final long JUMP = 5_000;

  private final KafkaConfig config;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> beginnings = new HashMap<>();

  /** From the broker of a configuration. */
  public RecordsAt(KafkaConfig config) {
    this.config = config;
    this.consumer =
        new KafkaConsumer<>(
            ClientSettings.reader(config),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * Hands the records at the places on, each once, in the order of each partition.
   *
   * @throws TopicException in one line when one of them is not there, or the broker does not answer
   */
  public void fetch(Collection<Place> places, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    Map<TopicPartition, NavigableSet<Long>> wanted = new HashMap<>();
    for (Place place : places) {
      wanted
          .computeIfAbsent(
              new TopicPartition(place.topic(), place.partition()), partition -> new TreeSet<>())
          .add(place.offset());
    }
    try {
      check(wanted);
      consumer.assign(wanted.keySet());
      consumer.resume(wanted.keySet()); // a partition that stays assigned stays paused
      wanted.forEach((partition, offsets) -> consumer.seek(partition, offsets.first()));
      read(wanted, reader);
    } catch (TimeoutException e) {
      throw new TopicException(
          "Kafka at %s did not answer within %d s"
              .formatted(config.shownServers(), ClientSettings.PATIENCE.toSeconds()),
          e);
    } catch (KafkaException e) {
      throw ClientSettings.failure(config, "Cannot read examples", e);
    }
  }

  /** What retention has deleted cannot be read; nor can what another cluster has. */
  private void check(Map<TopicPartition, NavigableSet<Long>> wanted) {
    for (TopicPartition partition : wanted.keySet()) {
      if (!beginnings.containsKey(partition)) {
        List<PartitionInfo> infos = consumer.partitionsFor(partition.topic());
        if (infos == null
            || infos.stream().noneMatch(info -> info.partition() == partition.partition())) {
          throw new TopicException("There is no " + partition + " at " + config.shownServers());
        }
        beginnings.putAll(consumer.beginningOffsets(List.of(partition)));
      }
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(wanted.keySet());
    wanted.forEach(
        (partition, offsets) -> {
          long begin = beginnings.getOrDefault(partition, 0L);
          if (offsets.first() < begin) {
            throw new TopicException(
                "Offset %d of %s is needed, but retention has deleted what was before %d"
                    .formatted(offsets.first(), partition, begin));
          }
          long end = ends.getOrDefault(partition, 0L);
          if (offsets.last() >= end) {
            throw new TopicException(
                "Offset %d of %s is needed, but it ends at %d; is it the topic that was trained on?"
                    .formatted(offsets.last(), partition, end));
          }
        });
  }

  private void read(
      Map<TopicPartition, NavigableSet<Long>> wanted,
      Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    long deadline = System.nanoTime() + ClientSettings.PATIENCE.toNanos();
    while (!wanted.isEmpty()) {
      var records = consumer.poll(Duration.ofMillis(200));
      for (TopicPartition partition : records.partitions()) {
        NavigableSet<Long> offsets = wanted.get(partition);
        for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
          if (offsets != null && offsets.remove(record.offset())) {
            reader.accept(record);
          }
        }
      }
      boolean progress = !records.isEmpty();
      for (TopicPartition partition : List.copyOf(wanted.keySet())) {
        progress |= goOn(partition, wanted);
      }
      if (progress) {
        deadline = System.nanoTime() + ClientSettings.PATIENCE.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new TimeoutException("No progress");
      }
    }
  }

  /** Whether a partition is finished, or its next record so far off that it was jumped to. */
  private boolean goOn(TopicPartition partition, Map<TopicPartition, NavigableSet<Long>> wanted) {
    NavigableSet<Long> offsets = wanted.getOrDefault(partition, new TreeSet<>());
    if (offsets.isEmpty()) {
      consumer.pause(List.of(partition));
      wanted.remove(partition);
      return true;
    }
    long position = consumer.position(partition);
    if (offsets.first() < position) {
      throw new TopicException(
          "The record at offset %d of %s is no longer there".formatted(offsets.first(), partition));
    }
    if (offsets.first() - position > JUMP) {
      consumer.seek(partition, offsets.first());
      return true;
    }
    return false;
  }

  @Override
  public void close() {
    consumer.close();
  }
}

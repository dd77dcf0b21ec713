package io.tributary.model;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Which records one mini-epoch was made of. Within a partition a task's examples are taken in the
 * order of their offsets, so a range and a count name them exactly.
 *
 * @param task name of the task
 * @param miniEpoch number of the mini-epoch
 * @param ranges by topic and partition
 */
public record Lineage(String task, long miniEpoch, List<Range> ranges) {

  /**
   * A task's training examples within one partition.
   *
   * @param topic they came from
   * @param partition of it
   * @param first lowest offset
   * @param last highest offset
   * @param examples of the task between them, both included
   */
  public record Range(String topic, int partition, long first, long last, long examples) {

    private Range with(long offset) {
      return new Range(
          topic, partition, Math.min(first, offset), Math.max(last, offset), examples + 1);
    }
  }

  public Lineage {
    ranges = List.copyOf(ranges);
  }

  /** The lineage of a mini-epoch. */
  public static Lineage of(String task, MiniEpoch miniEpoch) {
    TreeMap<String, TreeMap<Integer, Range>> byPartition = new TreeMap<>();
    for (Example example : miniEpoch.examples()) {
      Position at = example.position();
      byPartition
          .computeIfAbsent(at.topic(), topic -> new TreeMap<>())
          .merge(
              at.partition(),
              new Range(at.topic(), at.partition(), at.offset(), at.offset(), 1),
              (range, single) -> range.with(at.offset()));
    }
    List<Range> ranges = new ArrayList<>();
    byPartition.values().forEach(partitions -> ranges.addAll(partitions.values()));
    return new Lineage(task, miniEpoch.number(), ranges);
  }
}

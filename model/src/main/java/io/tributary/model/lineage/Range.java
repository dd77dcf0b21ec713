package io.tributary.model.lineage;

import java.util.Objects;

/**
 * What was taken of one partition; examples of other tasks and splits may lie between.
 *
 * @param topic of the partition
 * @param partition of the topic
 * @param first lowest offset
 * @param last highest offset
 * @param examples taken, at most one a record
 */
public record Range(String topic, int partition, long first, long last, long examples) {

  public Range {
    Objects.requireNonNull(topic, "topic");
  }

  Range with(long offset) {
    return new Range(
        topic, partition, Math.min(first, offset), Math.max(last, offset), examples + 1);
  }
}

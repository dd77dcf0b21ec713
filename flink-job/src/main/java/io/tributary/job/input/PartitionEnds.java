package io.tributary.job.input;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;

/** Where partitions end, as it is kept in state with them. */
final class PartitionEnds {

  private PartitionEnds() {}

  /**
   * Gives every partition an end that has none: those of a run that was without one when it was
   * saved.
   */
  static List<KafkaPartitionSplit> give(List<KafkaPartitionSplit> splits, CommittedEnds ends) {
    List<TopicPartition> endless =
        splits.stream()
            .filter(PartitionEnds::isEndless)
            .map(KafkaPartitionSplit::getTopicPartition)
            .toList();
    if (endless.isEmpty()) {
      return splits;
    }
    Map<TopicPartition, Long> found = ends.of(endless);
    return splits.stream().map(split -> isEndless(split) ? ending(split, found) : split).toList();
  }

  /**
   * For a run without an end.
   *
   * @throws EndedInputException where a partition has one
   */
  static List<KafkaPartitionSplit> refuse(List<KafkaPartitionSplit> splits) {
    if (!splits.stream().allMatch(PartitionEnds::isEndless)) {
      throw new EndedInputException();
    }
    return splits;
  }

  private static boolean isEndless(KafkaPartitionSplit split) {
    return split.getStoppingOffset().isEmpty();
  }

  private static KafkaPartitionSplit ending(
      KafkaPartitionSplit split, Map<TopicPartition, Long> ends) {
    TopicPartition partition = split.getTopicPartition();
    long end = Objects.requireNonNull(ends.get(partition), "the broker tells no end offset");
    return new KafkaPartitionSplit(partition, split.getStartingOffset(), end);
  }
}

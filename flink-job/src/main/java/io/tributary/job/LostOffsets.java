package io.tributary.job;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Tells of a job that failed because examples it still needs are gone from their topic. */
final class LostOffsets {

  private LostOffsets() {}

  /** In one line, when that is what a failure comes from. */
  static Optional<String> in(Throwable failure) {
    return ExceptionUtils.findThrowableSerializedAware(
            failure, OffsetOutOfRangeException.class, LostOffsets.class.getClassLoader())
        .map(lost -> message(lost.offsetOutOfRangePartitions()));
  }

  private static String message(Map<TopicPartition, Long> offsets) {
    return "Kafka no longer has "
        + offsets.entrySet().stream()
            .sorted(Comparator.comparing(offset -> offset.getKey().toString()))
            .map(offset -> "offset %d of %s".formatted(offset.getValue(), offset.getKey()))
            .collect(Collectors.joining(" and "))
        + ", from which the run must go on: examples that it still needs were deleted";
  }
}

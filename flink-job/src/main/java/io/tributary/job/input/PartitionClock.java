package io.tributary.job.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;

/**
 * The greatest timestamp read from each partition so far: what the source's watermark follows, but
 * kept in state, so that what is late depends on the log and not on where a run was restored.
 */
final class PartitionClock {

  /**
   * One partition's clock as kept in state.
   *
   * @param topic of the partition
   * @param partition its number
   * @param time greatest timestamp so far in milliseconds
   */
  record Reading(String topic, int partition, long time) {}

  private final Map<String, Map<Integer, Long>> times = new TreeMap<>();

  /** The greatest timestamp of a partition, with that of a record that was just read. */
  long advance(String topic, int partition, long timestamp) {
    return times
        .computeIfAbsent(topic, t -> new TreeMap<>())
        .merge(partition, timestamp, Math::max);
  }

  /**
   * Takes what any subtask knew: partitions move between subtasks, and a clock that is no longer
   * advanced only lags behind the partition's present one.
   */
  void restore(Iterable<Reading> readings) {
    for (Reading reading : readings) {
      advance(reading.topic(), reading.partition(), reading.time());
    }
  }

  /** Writes all clocks to state. */
  void store(ListState<Reading> state) throws IOException {
    List<Reading> readings = new ArrayList<>();
    times.forEach(
        (topic, partitions) ->
            partitions.forEach(
                (partition, time) -> readings.add(new Reading(topic, partition, time))));
    try {
      state.update(readings);
    } catch (Exception failure) {
      throw new IOException("cannot store the partitions' clocks", failure);
    }
  }
}

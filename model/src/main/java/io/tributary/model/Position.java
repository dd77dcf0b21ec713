package io.tributary.model;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Where an example stands in the log. The natural order, by time and then by topic, partition and
 * offset, is the order in which a mini-epoch is trained.
 *
 * @param time event time in milliseconds since the epoch; never falling within one partition,
 *     except under rounds by time
 * @param topic the Kafka topic it came from
 * @param partition the partition of that topic
 * @param offset the record's offset in that partition
 */
public record Position(long time, String topic, int partition, long offset)
    implements Comparable<Position>, Serializable {

  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::time)
          .thenComparing(Position::topic)
          .thenComparingInt(Position::partition)
          .thenComparingLong(Position::offset);

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  /** The same place in the log with another event time. */
  public Position at(long newTime) {
    return new Position(newTime, topic, partition, offset);
  }
}

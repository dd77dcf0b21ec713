package io.tributary.model.lineage;

import io.tributary.model.Position;
import java.util.Comparator;

/**
 * Which record of the log. Unlike a {@link Position} it has no event time, which depends on what
 * was read before.
 *
 * @param topic of the record
 * @param partition of the topic
 * @param offset in the partition
 */
public record Place(String topic, int partition, long offset) implements Comparable<Place> {

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::topic)
          .thenComparingInt(Place::partition)
          .thenComparingLong(Place::offset);

  /** The place of a position. */
  public static Place of(Position position) {
    return new Place(position.topic(), position.partition(), position.offset());
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}

package io.tributary.model.lineage;

import io.tributary.model.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of records of the log: ranges for people, and the order, exactly, for machines. A
 * random choice from three partitions takes about a byte a record, a regular one next to nothing.
 *
 * @param ranges one a partition, by topic and partition
 * @param order as {@link PlaceOrder} writes it; null when only the ranges are known, which is so
 *     for what versions before this wrote
 */
public record Places(List<Range> ranges, @Nullable String order) {

  /** No records. */
  public static final Places NONE = new Places(List.of(), "");

  public Places {
    ranges = List.copyOf(ranges);
  }

  /** Where examples came from, in their order. */
  public static Places of(List<Example> examples) {
    return ofPlaces(examples.stream().map(example -> Place.of(example.position())).toList());
  }

  static Places ofPlaces(List<Place> places) {
    TreeMap<Place, Range> byPartition = new TreeMap<>();
    for (Place place : places) {
      byPartition.merge(
          new Place(place.topic(), place.partition(), 0),
          new Range(place.topic(), place.partition(), place.offset(), place.offset(), 1),
          (range, single) -> range.with(place.offset()));
    }
    List<Range> ranges = new ArrayList<>(byPartition.values());
    return new Places(ranges, PlaceOrder.write(ranges, places));
  }

  /** How many records. */
  public long examples() {
    return ranges.stream().mapToLong(Range::examples).sum();
  }

  /**
   * The records in order. Nothing that is read is believed before it is checked, so that memory
   * stays within a multiple of the text.
   *
   * @throws LineageException when the order is not known, or does not fit the ranges
   */
  public List<Place> inOrder() {
    if (order == null) {
      throw new LineageException("it was written by an earlier version, which kept no exact order");
    }
    return PlaceOrder.read(ranges, order);
  }
}

package io.tributary.chaos.stream;

import java.util.List;

/**
 * One record of the stream.
 *
 * @param partition it goes to
 * @param timestamp of the record, in milliseconds since the epoch
 * @param value what it holds
 * @param examples what becomes of each example in it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its bytes where it is compared
public record Fed(int partition, long timestamp, byte[] value, List<Place> examples) {

  /**
   * Where an example belongs.
   *
   * @param task its task; "" when a bad record does not tell
   * @param place train, dev, test or rejected
   */
  public record Place(String task, String place) {}

  /** Whether it is one for the dead-letter topic. */
  public boolean isBad() {
    return examples.stream().anyMatch(example -> example.place().equals("rejected"));
  }
}

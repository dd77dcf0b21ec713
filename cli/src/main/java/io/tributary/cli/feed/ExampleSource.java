package io.tributary.cli.feed;

import java.io.IOException;
import java.util.OptionalLong;

/** Recorded or made examples, in the order in which they are fed. */
public interface ExampleSource {

  /** What a person calls it. */
  String name();

  /** How many records it holds, where that is known beforehand. */
  OptionalLong size();

  /**
   * Hands over every record, first to last. Where the source can be read again, each call starts
   * from the beginning.
   *
   * @throws IOException when it cannot be read, or when the sink throws it
   */
  void forEach(Sink sink) throws IOException;

  /** Takes records. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes the next record.
     *
     * @return whether more are wanted
     */
    boolean accept(FeedRecord record) throws IOException;
  }
}

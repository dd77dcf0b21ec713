package io.tributary.cli.feed;

import io.tributary.connectors.example.Decoded;
import io.tributary.connectors.example.ExampleDecoder;
import io.tributary.connectors.example.RawRecord;
import io.tributary.model.config.Configuration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A source's records beside what the job makes of them, without a broker between. */
public final class DecodedRecords {

  private DecodedRecords() {}

  /** Takes records and what they decode to. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes the next one.
     *
     * @param time it gets in a recorded stream, in milliseconds since the epoch
     * @return whether more are wanted
     */
    boolean accept(FeedRecord record, long time, Decoded decoded) throws IOException;
  }

  /**
   * Decodes every record as if it lay in partition 0 of a topic, with the times of recorded
   * streams.
   */
  public static void of(ExampleSource source, Configuration configuration, String topic, Sink sink)
      throws IOException {
    ExampleDecoder decoder = new ExampleDecoder(configuration);
    Timestamps times = Timestamps.recorded();
    long[] offset = {0};
    source.forEach(
        record -> {
          long time = times.of(record.time());
          return sink.accept(record, time, decoder.decode(raw(record, topic, offset[0]++, time)));
        });
  }

  static RawRecord raw(FeedRecord record, String topic, long offset, long time) {
    return new RawRecord(
        topic,
        0,
        offset,
        time,
        null,
        record.value(),
        List.of(
            new RawRecord.Header(
                ExampleDecoder.CONTENT_TYPE,
                record.contentType().getBytes(StandardCharsets.UTF_8))));
  }
}

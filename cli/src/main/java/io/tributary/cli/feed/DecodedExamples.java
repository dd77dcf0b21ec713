package io.tributary.cli.feed;

import io.tributary.connectors.example.Decoded;
import io.tributary.connectors.example.ExampleDecoder;
import io.tributary.connectors.example.RawRecord;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the job makes of a source's records, without a broker between. */
public final class DecodedExamples {

  private DecodedExamples() {}

  /**
   * Decodes every record as if it lay in partition 0 of a topic, with the times of recorded
   * streams.
   *
   * @throws IllegalArgumentException when a record would be rejected
   */
  public static List<Example> of(ExampleSource source, Configuration configuration, String topic)
      throws IOException {
    ExampleDecoder decoder = new ExampleDecoder(configuration);
    Timestamps times = Timestamps.recorded();
    List<Example> examples = new ArrayList<>();
    long[] offset = {0};
    source.forEach(
        record -> {
          RawRecord raw = raw(record, topic, offset[0]++, times.of(record.time()));
          if (!(decoder.decode(raw) instanceof Decoded.Examples decoded)) {
            throw new IllegalArgumentException("record " + raw.offset() + " would be rejected");
          }
          examples.addAll(decoded.examples());
          return true;
        });
    return examples;
  }

  private static RawRecord raw(FeedRecord record, String topic, long offset, long time) {
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

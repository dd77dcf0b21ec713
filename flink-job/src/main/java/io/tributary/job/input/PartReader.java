package io.tributary.job.input;

import io.tributary.connectors.example.Decoded;
import io.tributary.connectors.example.ExampleDecoder;
import io.tributary.connectors.example.Part;
import io.tributary.connectors.example.RawRecord;
import io.tributary.job.window.Windows;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.SchemaRegistryConfig;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds features and labels that are to be joined as the job's decoding does, with the times at
 * which they count. Each partition is read from its beginning on, without a gap.
 */
public final class PartReader {

  private final ExampleDecoder decoder;
  private final EventTime eventTime;
  private final PartitionClock clock = new PartitionClock();

  /**
   * For a configuration that has the section {@code labels}.
   *
   * @param schemas where framed Avro records have their schemas; null: none is read
   */
  public PartReader(Configuration configuration, @Nullable SchemaRegistryConfig schemas) {
    decoder = new ExampleDecoder(configuration, schemas);
    eventTime = EventTime.of(configuration.rounds());
  }

  /** What a partition's next record holds; nothing when it is whole, cannot be used or is late. */
  public Optional<Part> read(RawRecord record) {
    long timestamp = Windows.countable(record.timestamp());
    long newest = clock.advance(record.topic(), record.partition(), timestamp);
    if (!(decoder.decode(record) instanceof Decoded.Waiting waiting)) {
      return Optional.empty();
    }
    OptionalLong time = eventTime.of(timestamp, newest);
    Part part = waiting.part();
    return time.isEmpty()
        ? Optional.empty()
        : Optional.of(part.at(part.position().at(time.getAsLong())));
  }
}

package io.tributary.cli.feed;

import io.tributary.cli.terminal.Numbers;
import io.tributary.connectors.example.Decoded.Rejected;
import io.tributary.connectors.example.ExampleDecoder;
import io.tributary.model.config.Configuration;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts which of the records that are fed the job will reject, and keeps the first one's reason:
 * who feeds does not see the dead-letter topic. Labels that no features come for are not among
 * them. Not for several threads.
 */
public final class Rejects {

  private final ExampleDecoder decoder;
  private long records;
  private long rejected;
  private @Nullable String first;

  /** By what a configuration says of records. */
  public Rejects(Configuration configuration) {
    decoder = new ExampleDecoder(configuration, null); // what is fed bears no schema's id
  }

  /** The same source, of which every record that is taken is counted. */
  public ExampleSource of(ExampleSource source) {
    return new Watched(source);
  }

  /** Records that cannot be used. */
  public long count() {
    return rejected;
  }

  /** How many, and where and why first; nothing where there are none. */
  public Optional<String> said() {
    return first == null
        ? Optional.empty()
        : Optional.of(
            "%s of %s records cannot be used, and the job rejects them; the first: %s"
                .formatted(Numbers.count(rejected), Numbers.count(records), first));
  }

  private void add(String source, FeedRecord record) {
    records++;
    if (decoder.decode(DecodedRecords.raw(record, "", 0, 0)) instanceof Rejected why) {
      rejected++;
      if (first == null) {
        first =
            (record.line() > 0 ? source + ":" + record.line() : source + ", record " + records)
                + ": "
                + why.detail();
      }
    }
  }

  private final class Watched implements ExampleSource {
    private final ExampleSource source;

    Watched(ExampleSource source) {
      this.source = source;
    }

    @Override
    public String name() {
      return source.name();
    }

    @Override
    public OptionalLong size() {
      return source.size();
    }

    @Override
    public void forEach(Sink sink) throws IOException {
      source.forEach(
          record -> {
            boolean taken = sink.accept(record);
            if (taken) {
              add(source.name(), record);
            }
            return taken;
          });
    }
  }
}

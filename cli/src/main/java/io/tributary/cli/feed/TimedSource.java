package io.tributary.cli.feed;

import io.tributary.cli.terminal.CommandException;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Recorded examples for rounds by time, each of which must say its time: one that was made up would
 * decide what is learned together.
 *
 * @param source whose records are asked
 */
public record TimedSource(ExampleSource source) implements ExampleSource {

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public OptionalLong size() {
    return source.size();
  }

  /**
   * {@inheritDoc}
   *
   * @throws CommandException at the first example without a time
   */
  @Override
  public void forEach(Sink sink) throws IOException {
    long[] number = {0};
    source.forEach(
        record -> {
          number[0]++;
          Long time = record.time();
          if (record.whole() && (time == null || time < 0)) {
            throw CommandException.usage(
                name()
                    + ", record "
                    + number[0]
                    + ": has no usable time; rounds.by: time needs one in every example, such as"
                    + " \"time\": \"2026-03-01T12:00:00Z\"");
          }
          return sink.accept(record);
        });
  }
}

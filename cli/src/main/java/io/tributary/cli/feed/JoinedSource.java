package io.tributary.cli.feed;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Several sources as one, up to a limit.
 *
 * @param sources one after the other
 * @param limit the most records of all together
 */
public record JoinedSource(List<ExampleSource> sources, long limit) implements ExampleSource {
  public JoinedSource {
    sources = List.copyOf(sources);
  }

  @Override
  public String name() {
    return sources.stream().map(ExampleSource::name).collect(Collectors.joining(", "));
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.empty();
  }

  @Override
  public void forEach(Sink sink) throws IOException {
    boolean[] more = {limit > 0};
    long[] count = {0};
    for (ExampleSource source : sources) {
      if (more[0]) {
        source.forEach(
            record -> {
              more[0] = sink.accept(record) && ++count[0] < limit;
              return more[0];
            });
      }
    }
  }
}

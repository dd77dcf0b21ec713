package io.tributary.cli.demo;

import io.tributary.cli.feed.Encoding;
import io.tributary.cli.feed.ExampleSource;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The demo's stream as records.
 *
 * @param seed of everything random in it
 * @param rounds of the target's mini-epochs
 */
record DemoSource(long seed, int rounds) implements ExampleSource {

  @Override
  public String name() {
    return "made examples";
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(new DemoStream(seed, rounds).size());
  }

  @Override
  public void forEach(Sink sink) throws IOException {
    new DemoStream(seed, rounds)
        .forEach(
            example ->
                sink.accept(
                    Encoding.avro(
                        example.features(),
                        Map.of(example.task().label(), new float[] {example.label()}),
                        example.split())));
  }
}

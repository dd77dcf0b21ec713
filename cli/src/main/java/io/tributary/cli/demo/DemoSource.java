package io.tributary.cli.demo;

import io.tributary.cli.feed.Encoding;
import io.tributary.cli.feed.ExampleSource;
import io.tributary.model.TaskType;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The demo's stream as records.
 *
 * @param seed of everything random in it
 * @param rounds of the target's mini-epochs
 */
public record DemoSource(long seed, int rounds) implements ExampleSource {

  private static final TaskType CLASSES = new TaskType.Classification(DemoStream.CLASSES);

  /** Whether a configuration has the stream's input and tasks. */
  public static boolean fits(Configuration configuration) {
    return configuration.model().features() == DemoStream.FEATURES
        && Arrays.stream(DemoStream.DemoTask.values())
            .allMatch(
                made ->
                    configuration.tasks().stream()
                        .map(TaskConfig::task)
                        .anyMatch(
                            task ->
                                task.name().equals(made.label()) && task.type().equals(CLASSES)));
  }

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

package io.tributary.benchmarks.suite.stream;

import io.tributary.cli.feed.Encoding;
import io.tributary.cli.feed.ExampleSource;
import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A recorded stream, in the order of the log.
 *
 * @param records one after the other
 */
public record Recording(List<Labelled> records) {

  public Recording {
    records = List.copyOf(records);
  }

  /**
   * One input.
   *
   * @param split what it is for
   * @param features the input
   * @param labels by task
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  public record Labelled(Split split, float[] features, Map<String, float[]> labels) {}

  /** The examples that the job makes of it. */
  public List<Example> examples(Configuration configuration) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      Labelled each = records.get(i);
      Position position = new Position(i, "examples", 0, i);
      for (TaskConfig config : configuration.tasks()) {
        float[] label = each.labels().get(config.task().name());
        if (label != null) {
          examples.add(
              new Example(config.task().index(), position, each.split(), each.features(), label));
        }
      }
    }
    return examples;
  }

  /** The same with every dev record for training. */
  public Recording withoutDev() {
    return new Recording(
        records.stream()
            .map(
                each ->
                    each.split() == Split.DEV
                        ? new Labelled(Split.TRAIN, each.features(), each.labels())
                        : each)
            .toList());
  }

  /** How many records of a split are labelled for a task. */
  public int count(Split split, String task) {
    return (int)
        records.stream()
            .filter(each -> each.split() == split && each.labels().containsKey(task))
            .count();
  }

  /** The records as they are fed. */
  public ExampleSource source(String name) {
    return new ExampleSource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public OptionalLong size() {
        return OptionalLong.of(records.size());
      }

      @Override
      public void forEach(Sink sink) throws IOException {
        for (Labelled each : records) {
          if (!sink.accept(Encoding.avro(each.features(), each.labels(), each.split()))) {
            return;
          }
        }
      }
    };
  }
}

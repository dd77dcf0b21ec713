package io.tributary.benchmarks;

import io.tributary.cli.feed.Encoding;
import io.tributary.cli.feed.ExampleSource;
import io.tributary.model.Split;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;

/**
 * A stream of random inputs with random classes for several tasks: as much work as real data, where
 * none is at hand. Every sixth record is dev.
 *
 * @param features elements of an input
 * @param classes of each task
 * @param tasks by name
 * @param records how many
 */
record MadeImages(int features, int classes, List<String> tasks, int records)
    implements ExampleSource {

  private static final int DEV_OF = 6;

  @Override
  public String name() {
    return "made images";
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(records);
  }

  @Override
  public void forEach(Sink sink) throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < records; i++) {
      float[] input = new float[features];
      for (int j = 0; j < features; j++) {
        input[j] = (float) random.nextGaussian();
      }
      Map<String, float[]> labels = new LinkedHashMap<>();
      tasks.forEach(task -> labels.put(task, new float[] {random.nextInt(classes)}));
      Split split = i % DEV_OF == DEV_OF - 1 ? Split.DEV : Split.TRAIN;
      if (!sink.accept(Encoding.avro(input, labels, split))) {
        return;
      }
    }
  }
}

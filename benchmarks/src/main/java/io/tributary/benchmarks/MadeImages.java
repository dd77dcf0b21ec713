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
 * A stream of made inputs with classes for several tasks: as much work as real data, where none is
 * at hand. An input is the sum of one pattern for each task's class, and noise. Every sixth record
 * is dev.
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
    float[][] patterns = new float[tasks.size() * classes][];
    for (int i = 0; i < patterns.length; i++) {
      patterns[i] = noise(random);
    }
    for (int i = 0; i < records; i++) {
      float[] input = noise(random);
      Map<String, float[]> labels = new LinkedHashMap<>();
      for (int task = 0; task < tasks.size(); task++) {
        int label = random.nextInt(classes);
        labels.put(tasks.get(task), new float[] {label});
        float[] pattern = patterns[task * classes + label];
        for (int j = 0; j < features; j++) {
          input[j] += pattern[j];
        }
      }
      float scale = (float) (1 / Math.sqrt(1 + tasks.size()));
      for (int j = 0; j < features; j++) {
        input[j] *= scale;
      }
      Split split = i % DEV_OF == DEV_OF - 1 ? Split.DEV : Split.TRAIN;
      if (!sink.accept(Encoding.avro(input, labels, split))) {
        return;
      }
    }
  }

  private float[] noise(Random random) {
    float[] values = new float[features];
    for (int i = 0; i < features; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}

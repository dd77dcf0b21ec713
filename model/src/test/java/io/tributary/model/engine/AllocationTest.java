package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What training takes from the heap, which is a count and no time: a batch's work happens in arrays
 * that are there already.
 */
class AllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int EXAMPLES = 512;
  private static final int WARM_UP = 3;

  /** Two scores with the counts of their classes, the list of examples, some objects a batch. */
  private static final long BYTES = 800;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[64]; [dense: {units: 32}, relu, dense: {units: 32}, tanh]",
        "[1, 12, 12]; [conv2d: {filters: 4, kernel: 3}, maxpool2d: {size: 2}, relu]"
      })
  void trainingTakesNothingForEachBatch(String input, String trunk) {
    Configuration configuration =
        ConfigurationFile.parse(
            """
            model: {name: m, input: %s, trunk: %s}
            tasks: {a: {type: classification, classes: 4, target: true}}
            training: {batchSize: 16}
            """
                .formatted(input, trunk),
            "test",
            Path.of("."),
            Map.of());
    MiniEpoch miniEpoch = new MiniEpoch(0, 1, examples(configuration), LabelScale.NONE);
    try (Engine engine = Engines.open(configuration)) {
      float[] parameters = engine.initialParameters();
      for (int i = 0; i < WARM_UP; i++) {
        engine.train(parameters, 1, miniEpoch);
      }
      long before = THREADS.getCurrentThreadAllocatedBytes();
      engine.train(parameters, 1, miniEpoch);
      long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
      long vectors = 4L * Float.BYTES * parameters.length; // the delta, and copies of parameters
      assertThat((taken - vectors) / EXAMPLES).as("bytes an example").isLessThan(BYTES);
    }
  }

  private static List<Example> examples(Configuration configuration) {
    Random random = new Random(5);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < EXAMPLES; i++) {
      float[] features = new float[configuration.model().features()];
      for (int j = 0; j < features.length; j++) {
        features[j] = (float) random.nextGaussian();
      }
      Position position = new Position(i, "t", 0, i);
      examples.add(new Example(0, position, Split.TRAIN, features, new float[] {i % 4}));
    }
    return examples;
  }
}

package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.evaluation.Score;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a round holds beside its deltas and its parameters: never more than three vectors, so that a
 * coordinator of K tasks needs K + 4 of them. Counts of bytes, no times.
 */
class SpaceMemoryTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int TASKS = 8;
  private static final double SMALL = 0.2; // blocks and activations, in vectors

  @Test
  void aSpaceNeedsThreeVectorsBesideItsDeltasAndParameters() {
    Configuration configuration = configuration();
    List<Example> dev = examples(4);
    float[] alpha = new float[TASKS];
    Arrays.fill(alpha, 0.5f);
    long outside = FlatVector.held();
    try (Engine engine = Engines.open(configuration)) {
      float[] parameters = engine.initialParameters();
      List<TaskDelta> deltas = deltas(engine);
      double vector = (double) Float.BYTES * parameters.length;
      try (DeltaSpace space =
          engine.span(parameters, deltas, 0, LabelScale.NONE, HeadSteps.SCALED)) {
        space.slopes(alpha, dev); // the first takes longer-lived memory, too
        long before = taken();
        space.slopes(alpha, dev);
        space.norms();
        space.score(alpha, dev);
        assertThat((taken() - before) / vector).as("from the heap for tuning").isLessThan(SMALL);
        assertThat((FlatVector.held() - outside) / (double) parameters.length)
            .as("outside of it while tuning")
            .isBetween(2.9, 3 + SMALL);
        before = taken();
        space.combine(alpha);
        assertThat((taken() - before) / vector)
            .as("from the heap for the outcome")
            .isBetween(1.0, 1 + SMALL);
        assertThat((FlatVector.held() - outside) / (double) parameters.length)
            .as("outside of it beside the outcome")
            .isBetween(1.9, 2 + SMALL);
      }
    }
  }

  private static long taken() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  private static Configuration configuration() {
    StringBuilder tasks = new StringBuilder();
    for (int task = 0; task < TASKS; task++) {
      tasks
          .append("  t" + task + ": {type: classification, classes: 2")
          .append(task == 0 ? ", target: true}\n" : "}\n");
    }
    return ConfigurationFile.parse(
        "model: {name: m, input: [20], trunk: [dense: {units: 1000}, relu, dense: {units: 1000}]}\n"
            + "tasks:\n"
            + tasks,
        "test",
        Path.of("."),
        Map.of());
  }

  private static List<TaskDelta> deltas(Engine engine) {
    Score none = Score.none(Score.Metric.ACCURACY);
    List<TaskDelta> deltas = new ArrayList<>();
    for (int task = 0; task < TASKS; task++) {
      float[] values = new float[engine.layout().taskLength(task)];
      Arrays.fill(values, 1e-4f * (task + 1));
      deltas.add(new TaskDelta(task, 1, values, none, none));
    }
    return deltas;
  }

  private static List<Example> examples(int count) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] features = new float[20];
      Arrays.fill(features, i % 7 - 3);
      Position position = new Position(i, "t", 0, i);
      examples.add(new Example(0, position, Split.DEV, features, new float[] {i % 2}));
    }
    return examples;
  }
}

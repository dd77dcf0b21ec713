package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.MiniEpoch;
import io.tributary.model.ParameterLayout;
import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.TensorSpec;
import io.tributary.model.config.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A matrix before a network is what it would be to turn the inputs by hand. */
class AlignmentTest {

  private static final Configuration PLAIN = Problems.plain();
  private static final Configuration ALIGNED = Problems.aligned(PLAIN);
  private static final int FEATURES = 6;
  private static final Task TASK = Problems.TASKS.get(2);

  @Test
  void theIdentityChangesNothing() {
    try (Engine plain = Engines.open(PLAIN);
        Engine aligned = Engines.open(ALIGNED)) {
      List<float[]> inputs = inputs();
      List<float[]> expected = plain.predict(plain.initialParameters(), TASK.index(), inputs);
      List<float[]> found = aligned.predict(aligned.initialParameters(), TASK.index(), inputs);
      for (int i = 0; i < inputs.size(); i++) {
        assertThat(found.get(i)).containsExactly(expected.get(i), within(1e-6f)); // other layers
      }
    }
  }

  @Test
  void theNetworkSeesTheInputsTimesTheMatrix() {
    try (Engine plain = Engines.open(PLAIN);
        Engine aligned = Engines.open(ALIGNED)) {
      float[] parameters = aligned.initialParameters();
      TensorSpec matrix = matrix(aligned.layout());
      assertThat(matrix.shape()).containsExactly(FEATURES, FEATURES);
      Random random = new Random(8);
      for (int i = 0; i < matrix.length(); i++) {
        parameters[matrix.offset() + i] = (float) random.nextGaussian();
      }
      List<float[]> turned = new ArrayList<>();
      for (float[] input : inputs()) {
        float[] output = new float[FEATURES];
        for (int to = 0; to < FEATURES; to++) {
          double sum = 0;
          for (int from = 0; from < FEATURES; from++) {
            sum += (double) input[from] * parameters[matrix.offset() + from * FEATURES + to];
          }
          output[to] = (float) sum;
        }
        turned.add(output);
      }
      List<float[]> found = aligned.predict(parameters, TASK.index(), inputs());
      List<float[]> expected = plain.predict(plain.initialParameters(), TASK.index(), turned);
      for (int i = 0; i < found.size(); i++) {
        assertThat(found.get(i)).containsExactly(expected.get(i), within(1e-5f));
      }
    }
  }

  /** Mini-epochs of one batch: odd ones train the network, even ones what is the task's own. */
  @Test
  void stepsAreInTurnAndDownTheGradient() {
    try (Engine engine = Engines.open(ALIGNED)) {
      float[] start = engine.initialParameters();
      TensorSpec matrix = matrix(engine.layout());
      int trunk = engine.layout().trunk().length();
      int head = engine.layout().taskLength(TASK.index()) - FEATURES * FEATURES;
      MiniEpoch even = Problems.miniEpoch(TASK, FEATURES, 8, 2);
      TaskDelta own = engine.train(start, 1, even);
      assertMoved(own, 0, trunk, false);
      assertMoved(own, trunk, head, true);
      double rate = PLAIN.training().optimizer().learningRate();
      double step = 0.01;
      for (int i = 0; i < matrix.length(); i++) {
        float[] above = start.clone();
        float[] below = start.clone();
        above[matrix.offset() + i] += (float) step;
        below[matrix.offset() + i] -= (float) step;
        double rise = loss(engine, above, even) - loss(engine, below, even);
        double slope = rise / (2 * step);
        assertThat((double) own.values()[head + i])
            .isCloseTo(-rate * slope, within(rate * (1e-4 + 2e-3 * Math.abs(slope))));
      }
      TaskDelta network = engine.train(start, 1, Problems.miniEpoch(TASK, FEATURES, 8, 3));
      assertMoved(network, 0, trunk, true);
      assertMoved(network, head, network.values().length, false);
      TaskDelta both = engine.train(start, 1, Problems.miniEpoch(TASK, FEATURES, 16, 3));
      assertMoved(both, 0, trunk, true);
      assertMoved(both, head, both.values().length, true);
    }
  }

  private static void assertMoved(TaskDelta delta, int from, int to, boolean moved) {
    boolean any = false;
    for (int i = from; i < to; i++) {
      any |= delta.values()[i] != 0;
    }
    assertThat(any).isEqualTo(moved);
  }

  private static double loss(Engine engine, float[] parameters, MiniEpoch miniEpoch) {
    return engine.score(parameters, TASK.index(), miniEpoch.examples(), miniEpoch.scale()).loss();
  }

  private static TensorSpec matrix(ParameterLayout layout) {
    String name = "align." + TASK.name() + ".W";
    return layout.tensors().stream()
        .filter(tensor -> tensor.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<float[]> inputs() {
    return Problems.examples(TASK, FEATURES, 150, 4).stream().map(Example::features).toList();
  }
}

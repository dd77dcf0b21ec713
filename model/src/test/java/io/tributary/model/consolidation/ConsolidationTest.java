package io.tributary.model.consolidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the sum of penalties that it stands for. */
class ConsolidationTest {

  private static final int LENGTH = 7;

  @Test
  void standsForTheSumOfAllPenaltiesButForAConstant() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      int models = 1 + random.nextInt(6);
      float[][] fisher = new float[models][];
      float[][] published = new float[models][];
      Consolidation memory = Consolidation.NONE;
      for (int k = 0; k < models; k++) {
        fisher[k] = squares(random);
        published[k] = gaussian(random);
        memory = memory.with(fisher[k], published[k], 1.0 / (k + 1));
      }
      float[] one = gaussian(random);
      float[] other = gaussian(random);
      double expected = 0;
      for (int k = 0; k < models; k++) {
        double more = penalty(fisher[k], published[k], one);
        expected += (more - penalty(fisher[k], published[k], other)) / models;
      }
      double found =
          penalty(memory.importance(), memory.anchor(), one)
              - penalty(memory.importance(), memory.anchor(), other);
      assertThat(found).as("seed %d", seed).isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void pullsToWhereTheSumOfDistanceAndPenaltyIsLeast() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      Consolidation memory = new Consolidation(squares(random), gaussian(random));
      double strength = Math.exp(3 * random.nextGaussian());
      float[] start = gaussian(random);
      float[] before = start.clone();
      float[] pulled = memory.pull(start, strength);
      assertThat(start).isEqualTo(before);
      for (int i = 0; i < LENGTH; i++) {
        double force = strength * memory.importance()[i] * (pulled[i] - memory.anchor()[i]);
        assertThat(pulled[i] - start[i] + force) // the slope there
            .isCloseTo(0, within(1e-5 * (1 + strength * memory.importance()[i])));
      }
    }
  }

  @Test
  void leavesWhatDoesNotMatterAsItIs() {
    Consolidation memory =
        new Consolidation(new float[] {0, 1e30f}, new float[] {5, 5}).extended(3);
    assertThat(memory.pull(new float[] {0.1f, 0.1f, 0.1f}, 1e30)).containsExactly(0.1f, 5f, 0.1f);
    assertThat(memory.with(new float[3], new float[] {7, 7, 7}, 0.5).anchor())
        .containsExactly(7, 5, 7);
    assertThat(Consolidation.NONE.extended(3).isEmpty()).isTrue();
  }

  private static double penalty(float[] importance, float[] anchor, float[] at) {
    double sum = 0;
    for (int i = 0; i < LENGTH; i++) {
      sum += importance[i] * Math.pow((double) at[i] - anchor[i], 2) / 2;
    }
    return sum;
  }

  private static float[] gaussian(Random random) {
    float[] values = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] squares(Random random) {
    float[] values = gaussian(random);
    for (int i = 0; i < LENGTH; i++) {
      values[i] *= i == 0 ? 0 : values[i];
    }
    return values;
  }
}

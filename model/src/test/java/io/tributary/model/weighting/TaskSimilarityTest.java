package io.tributary.model.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Equation 5 where it is known by hand, and what its paper says of it. */
class TaskSimilarityTest {

  @Test
  void isKnownForAxes() {
    List<float[]> first = List.of(new float[] {1, 0, 0}, new float[] {0, 1, 0});
    List<float[]> second = List.of(new float[] {0, 2, 0}, new float[] {0, 0, 2});
    List<float[]> line = List.of(new float[] {0, 0, 5});

    // Two directions each, one of them shared: √1 · 1 · 4 over √2 · √8.
    assertThat(TaskSimilarity.ofInputs(first, second)).isCloseTo(0.5, within(1e-12));
    assertThat(TaskSimilarity.ofInputs(first, line)).isCloseTo(0, within(1e-12));
    assertThat(TaskSimilarity.ofInputs(line, line)).isCloseTo(1, within(1e-12));
    assertThat(TaskSimilarity.ofInputs(line, List.of(new float[3]))).isZero();
  }

  @Test
  void leavesOutTheLastHundredthOfTheSpectrum() {
    List<float[]> almost = List.of(new float[] {1, 0}, new float[] {0, 0.09f}); // 0.8 % of it
    List<float[]> more = List.of(new float[] {1, 0}, new float[] {0, 0.2f});
    List<float[]> line = List.of(new float[] {0, 1});

    assertThat(TaskSimilarity.ofInputs(almost, line)).isCloseTo(0, within(1e-12));
    assertThat(TaskSimilarity.ofInputs(more, line)).isGreaterThan(0.1);
  }

  @Test
  void rotationOfBothAndScaleOfOneDoNotMatter() {
    Random random = new Random(6);
    List<float[]> first = inputs(random, 3, 1, 0.5f);
    List<float[]> second = inputs(random, 0.2f, 2, 1);
    double score = TaskSimilarity.ofInputs(first, second);

    assertThat(score).isBetween(0.2, 0.9);
    assertThat(TaskSimilarity.ofInputs(second, first)).isCloseTo(score, within(1e-12));
    assertThat(TaskSimilarity.ofInputs(turned(first, 1), turned(second, 7)))
        .isCloseTo(score, within(1e-5));
  }

  private static List<float[]> inputs(Random random, float... scales) {
    List<float[]> inputs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      float[] input = new float[scales.length];
      for (int f = 0; f < input.length; f++) {
        input[f] = scales[f] * (float) random.nextGaussian();
      }
      inputs.add(input);
    }
    return inputs;
  }

  /** By 50 degrees in the plane of the first and the last axis. */
  private static List<float[]> turned(List<float[]> inputs, float scale) {
    double cosine = Math.cos(Math.toRadians(50));
    double sine = Math.sin(Math.toRadians(50));
    return inputs.stream()
        .map(
            x ->
                new float[] {
                  scale * (float) (cosine * x[0] - sine * x[2]),
                  scale * x[1],
                  scale * (float) (sine * x[0] + cosine * x[2])
                })
        .toList();
  }
}

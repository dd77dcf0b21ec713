package io.tributary.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelStatisticsTest {

  @Test
  void agreesWithTheTwoPassFormulaWhateverThePartition() {
    Random random = new Random(3);
    List<Example> all = new ArrayList<>();
    LabelStatistics statistics = LabelStatistics.NONE;
    for (int part = 0; part < 20; part++) {
      List<Example> some = new ArrayList<>();
      for (int i = random.nextInt(50); i > 0; i--) {
        some.add(example((float) (1000 + 7 * random.nextGaussian())));
      }
      all.addAll(some);
      statistics = statistics.with(some);
    }
    double mean = all.stream().mapToDouble(e -> e.label()[0]).average().orElseThrow();
    double variance =
        all.stream().mapToDouble(e -> Math.pow(e.label()[0] - mean, 2)).average().orElseThrow();
    LabelScale scale = statistics.scale();
    assertThat(scale.mean()).isCloseTo(mean, within(1e-9));
    assertThat(scale.deviation()).isCloseTo(Math.sqrt(variance), within(1e-9));
  }

  @Test
  void leavesLabelsThatAreAllAlikeUnscaled() {
    LabelStatistics one = LabelStatistics.NONE.with(List.of(example(5)));
    assertThat(one.scale()).isEqualTo(new LabelScale(5, 1));
    assertThat(one.with(List.of(example(5))).scale()).isEqualTo(new LabelScale(5, 1));
    assertThat(LabelStatistics.NONE.scale()).isEqualTo(LabelScale.NONE);
  }

  private static Example example(float label) {
    return new Example(
        0, new Position(0, "t", 0, 0), Split.TRAIN, new float[0], new float[] {label});
  }
}

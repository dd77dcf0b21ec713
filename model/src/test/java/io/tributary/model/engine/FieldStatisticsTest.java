package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.field.Field;
import io.tributary.model.field.FieldRow;
import io.tributary.model.field.FieldSpec.Numeric;
import io.tributary.model.field.FieldSpec.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against sums over all values that ever came. */
class FieldStatisticsTest {

  private static final FieldRow ROW =
      new FieldRow(
          List.of(
              new Field("a", new Numeric(Transform.NONE)),
              new Field("b", new Numeric(Transform.NONE))));
  private static final int MEAN = 2;
  private static final int VARIANCE = 4;

  private final FieldStatistics statistics = new FieldStatistics(ROW);

  @Test
  void areThoseOfAllValuesOfAllTasks() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      double[] offsets = {1e6, -3};
      List<List<Float>> all = List.of(new ArrayList<>(), new ArrayList<>());
      float[] parameters = new float[6];
      for (int round = 0; round < 12; round++) {
        List<float[]> deltas = new ArrayList<>();
        int tasks = 1 + random.nextInt(3);
        for (int task = 0; task < tasks; task++) {
          List<Example> examples = new ArrayList<>();
          int count = 1 + random.nextInt(40);
          int without = random.nextInt(4); // a task may lack a field altogether
          for (int i = 0; i < count; i++) {
            float[] row = {Float.NaN, Float.NaN};
            for (int field = 0; field < 2; field++) {
              if (field != without && random.nextInt(5) > 0) {
                row[field] = (float) (offsets[field] + (1 + task) * 50 * random.nextGaussian());
                all.get(field).add(row[field]);
              }
            }
            examples.add(example(row));
          }
          deltas.add(delta(parameters, examples));
        }
        float[] moved = parameters.clone();
        statistics.combine(parameters, deltas, moved);
        parameters = moved;
        for (int field = 0; field < 2; field++) {
          check(parameters, field, all.get(field));
        }
      }
    }
  }

  private static void check(float[] parameters, int field, List<Float> values) {
    double mean = values.stream().mapToDouble(Float::doubleValue).average().orElse(0);
    double squares = values.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    double variance = squares / Math.max(1, values.size());
    assertThat(parameters[field]).isEqualTo(values.size());
    assertThat((double) parameters[MEAN + field])
        .isCloseTo(mean, within(1e-6 * Math.abs(mean) + 1e-4));
    assertThat((double) parameters[VARIANCE + field]).isCloseTo(variance, within(2e-3 * variance));
  }

  @Test
  void ofOneTaskAreItsOwn() {
    float[] parameters = {50, 0, 3, 0, 4, 0};
    List<Example> examples = List.of(example(1, 2), example(9, Float.NaN));
    float[] own = parameters.clone();
    statistics.learn(own, examples);
    float[] moved = parameters.clone();
    statistics.combine(parameters, List.of(delta(parameters, examples)), moved);
    for (int i = 0; i < own.length; i++) {
      assertThat(moved[i]).isCloseTo(own[i], within(1e-6f));
    }
    assertThat(moved[1]).isEqualTo(1);
    assertThat(moved[VARIANCE + 1]).as("of a single value").isZero();
  }

  @Test
  void followADriftAndForgetWhatIsFarBehind() {
    float[] parameters = new float[6];
    Random random = new Random(5);
    for (int round = 0; round < 60; round++) {
      List<Example> examples = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        examples.add(example((float) ((round < 20 ? 0 : 1_000) + random.nextGaussian()), 7));
      }
      float[] moved = parameters.clone();
      statistics.combine(parameters, List.of(delta(parameters, examples)), moved);
      parameters = moved;
    }
    assertThat(parameters[0]).isEqualTo((float) FieldStatistics.HORIZON);
    // (10 / 11)^40 = 0.0221 of the past is left
    assertThat(parameters[MEAN]).isBetween(970f, 985f);
    assertThat(parameters[MEAN + 1]).isEqualTo(7);
    assertThat(parameters[VARIANCE + 1]).isZero();
  }

  @Test
  void ofHugeNumbersStayFinite() {
    float[] parameters = new float[6];
    float[] delta = delta(parameters, List.of(example(3e38f, -3e38f), example(-3e38f, 3e38f)));
    float[] moved = parameters.clone();
    statistics.combine(parameters, List.of(delta, delta), moved);
    for (float value : moved) {
      assertThat(value).isFinite();
    }
  }

  private float[] delta(float[] parameters, List<Example> examples) {
    float[] delta = parameters.clone();
    statistics.learn(delta, examples);
    for (int i = 0; i < delta.length; i++) {
      delta[i] -= parameters[i];
    }
    return delta;
  }

  private static Example example(float... row) {
    return new Example(0, new Position(0, "in", 0, 0), Split.TRAIN, row, new float[1]);
  }
}

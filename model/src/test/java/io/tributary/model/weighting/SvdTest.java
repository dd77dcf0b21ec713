package io.tributary.model.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.LabelMoments;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.TaskType;
import io.tributary.model.config.WeightingConfig.Columns;
import io.tributary.model.weighting.Weighting.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code svd} where the singular vectors are known by hand, and what accumulates. */
class SvdTest {

  private static final TaskType NUMBER = new TaskType.Regression();
  private static final TaskType BINARY = new TaskType.Binary();

  /** Inputs ±e₁, ±e₂ make Xᵀy twice the slope of a straight line. */
  private static final float[][] CROSS = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};

  @Test
  void twoTasksShareTheDirectionBetweenThem() {
    // θ = (1, 0) and (3, 4), normalised at a cosine of 0.6: λ = 1 ± 0.6.
    Map<Integer, LabelMoments> moments = Map.of(0, line(1, 0), 1, line(3, 4));

    assertThat(weights(1, moments)).containsExactly(doubles(Math.sqrt(0.8), Math.sqrt(0.8)));
    assertThat(weights(2, moments)).containsExactly(doubles(1, 1));
    assertThat(weights(50, moments)).containsExactly(doubles(1, 1));
  }

  @Test
  void aTaskApartFromTwoThatAgreeWeighsNothing() {
    float[] weights = weights(1, Map.of(0, line(1, 0), 1, line(5, 0), 2, line(0, 2)));

    assertThat(weights).containsExactly(doubles(1, 1, 0), within(1e-6f));
  }

  @Test
  void unitsAndOffsetsOfALabelDoNotMatter() {
    Map<Integer, LabelMoments> plain = Map.of(0, line(1, 2), 1, line(2, -1), 2, line(1, 1));
    Map<Integer, LabelMoments> scaled =
        Map.of(0, line(-7, -14), 1, LabelMoments.of(NUMBER, examples(2, -1, 1000)), 2, line(9, 9));

    assertThat(weights(1, scaled)).containsExactly(weights(1, plain), within(1e-6f));
  }

  @Test
  void twoClassesWeighAsMuchAsYesAndNo() {
    Random random = new Random(3);
    List<Example> first = random(random, 0);
    List<Example> second = random(random, 1);
    for (int rank = 1; rank <= 2; rank++) {
      Map<Integer, LabelMoments> asBinary =
          Map.of(0, LabelMoments.of(BINARY, first), 1, LabelMoments.of(BINARY, second));
      TaskType classes = new TaskType.Classification(2);
      Map<Integer, LabelMoments> asClasses =
          Map.of(0, LabelMoments.of(classes, first), 1, LabelMoments.of(BINARY, second));

      assertThat(weights(rank, asClasses)).containsExactly(weights(rank, asBinary), within(1e-6f));
    }
  }

  @Test
  void aMultilabelTaskWeighsAsTheRootMeanSquareOfItsLabels() {
    // Labels along (1, 0) and (0, 1), the other task along (1, 0): λ₁ = 1 + ½, v = (√½, 1)/√1.5.
    List<Example> two = new ArrayList<>();
    for (float[] input : CROSS) {
      two.add(example(input, Math.max(0, input[0]), Math.max(0, input[1])));
    }
    Map<Integer, LabelMoments> moments =
        Map.of(0, LabelMoments.of(new TaskType.Multilabel(2), two), 1, line(1, 0));

    assertThat(weights(1, moments)).containsExactly(doubles(Math.sqrt(0.5), 1), within(1e-6f));
    assertThat(weights(3, moments)).containsExactly(doubles(1, 1), within(1e-6f));
  }

  @Test
  void sumsOverAllRoundsThoseBetweenIncluded() {
    Random random = new Random(5);
    Weighting every = new EveryRounds(new Svd(1, Columns.LENGTH), 3);
    WeightingState state = WeightingState.EMPTY;
    float[] weights = {1, 1};
    List<List<Example>> all = List.of(new ArrayList<>(), new ArrayList<>());
    for (long round = 1; round <= 3; round++) {
      Map<Integer, LabelMoments> moments = new TreeMap<>();
      for (int task = 0; task < 2; task++) {
        List<Example> some = random(random, task);
        all.get(task).addAll(some);
        moments.put(task, LabelMoments.of(BINARY, some));
      }
      Decision decision = ask(every, round, weights, state, moments);
      assertThat(decision.alpha()).containsExactly(1, 1);
      weights = decision.weights();
      state = decision.state();
      assertThat(weights[0] == 1).isEqualTo(round < 3);
    }
    float[] atOnce =
        weights(
            1,
            Map.of(0, LabelMoments.of(BINARY, all.get(0)), 1, LabelMoments.of(BINARY, all.get(1))));
    assertThat(weights).containsExactly(atOnce, within(1e-6f));
  }

  @Test
  void aTaskOfWhichNothingIsKnownKeepsItsWeight() {
    List<Example> constant = examples(0, 0, 12.5f);
    Map<Integer, LabelMoments> moments =
        Map.of(0, line(1, 0), 1, line(1, 1), 2, LabelMoments.of(NUMBER, constant));
    float[] before = {1, 1, 0.3f};

    assertThat(
            ask(new Svd(1, Columns.LENGTH), 1, before, WeightingState.EMPTY, moments).weights()[2])
        .isEqualTo(0.3f);
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Map<Integer, LabelMoments> broken = Map.of(0, line(1, 0), 1, line(1, 0), 2, line(value, 0));
      assertThat(ask(new Svd(1, Columns.LENGTH), 1, before, WeightingState.EMPTY, broken).weights())
          .containsExactly(new float[] {1, 1, 0.3f}, within(1e-6f));
    }
  }

  @Test
  void saysOnceThatInputsAreNotShared() {
    Svd svd = new Svd(1, Columns.LENGTH);
    float[] ones = {1, 1};
    WeightingState start = WeightingState.EMPTY;
    WeightingState shared = ask(svd, 1, ones, start, Map.of(0, line(1, 0), 1, line(0, 1))).state();
    assertThat(svd.remark(start, shared)).isNull();
    Random random = new Random(1);
    WeightingState apart =
        ask(
                svd,
                2,
                ones,
                shared,
                Map.of(0, line(1, 0), 1, LabelMoments.of(NUMBER, random(random, 0))))
            .state();
    assertThat(svd.remark(shared, apart)).contains("do not share their inputs");
    WeightingState later = ask(svd, 3, ones, apart, Map.of(0, line(1, 0), 1, line(0, 1))).state();
    assertThat(svd.remark(apart, later)).isNull();
  }

  /** One label always goes with the input, the other does so in half of the examples. */
  @Test
  void byTheLabelNoiseCounts() {
    List<Example> clean = new ArrayList<>();
    List<Example> noisy = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      float[] input = {i % 2 == 0 ? 1 : -1, 0};
      clean.add(example(input, 3 * input[0] + 50));
      noisy.add(example(input, i < 4 ? 7 * input[0] : i < 6 ? 7 : -7));
    }
    Map<Integer, LabelMoments> moments =
        Map.of(0, LabelMoments.of(NUMBER, clean), 1, LabelMoments.of(NUMBER, noisy));
    float[] ones = {1, 1};

    assertThat(weights(1, moments)).containsExactly(ones, within(1e-6f));
    assertThat(ask(new Svd(1, Columns.LABEL), 1, ones, WeightingState.EMPTY, moments).weights())
        .containsExactly(doubles(1, 0.5), within(1e-6f));
  }

  private static float[] weights(int rank, Map<Integer, LabelMoments> moments) {
    float[] ones = Coefficients.ones(moments.size());
    return ask(new Svd(rank, Columns.LENGTH), 1, ones, WeightingState.EMPTY, moments).weights();
  }

  private static Decision ask(
      Weighting weighting,
      long round,
      float[] weights,
      WeightingState state,
      Map<Integer, LabelMoments> moments) {
    List<Integer> tasks = moments.keySet().stream().sorted().toList();
    double[][] deltas = new double[tasks.size()][2];
    QuadraticSpace space = new QuadraticSpace(new double[2], deltas);
    return weighting.decide(
        new Question(
            round, 7, 0, tasks, weights, state, space, List.of(), List.of(), moments, Map.of()));
  }

  private static LabelMoments line(float slope, float other) {
    return LabelMoments.of(NUMBER, examples(slope, other, 0));
  }

  private static List<Example> examples(float slope, float other, float offset) {
    List<Example> examples = new ArrayList<>();
    for (float[] input : CROSS) {
      examples.add(example(input, slope * input[0] + other * input[1] + offset));
    }
    return examples;
  }

  /** Yes or no by a line of the task's own, a fifth of them the other way round. */
  private static List<Example> random(Random random, int task) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      float[] input = {(float) random.nextGaussian(), (float) random.nextGaussian()};
      boolean yes = (task == 0 ? input[0] : input[0] + input[1]) > 0.2 != random.nextInt(5) < 1;
      examples.add(example(input, yes ? 1 : 0));
    }
    return examples;
  }

  private static Example example(float[] input, float... label) {
    return new Example(0, new Position(0, "t", 0, 0), Split.TRAIN, input, label);
  }

  private static float[] doubles(double... values) {
    return Coefficients.toFloats(values);
  }
}

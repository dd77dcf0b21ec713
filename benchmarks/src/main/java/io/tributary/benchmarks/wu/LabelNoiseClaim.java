package io.tributary.benchmarks.wu;

import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.comparison.PairedDifference;
import io.tributary.model.evaluation.RocArea;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Two labels of the same inputs, a part of one's labels drawn at random: the paper's test of
 * reweighting against label noise (section 3.3), which took pairs of the 14 labels of ChestX-ray14
 * and 20 % random labels. Measured is the area under the ROC curve on labels without noise, meaned
 * over the two tasks, against equal weights.
 *
 * <p>Ours: inputs are Gaussian, and a label is the side of a plane. The two planes are the same, as
 * in the paper's example in section 2.4, or at a cosine of 0.8. The trunk is one unit, so that the
 * tasks contend for it.
 */
final class LabelNoiseClaim {

  private static final int FEATURES = 20;
  private static final int TRAINED = 150;
  private static final int TESTED = 2000;
  private static final int ROUNDS = 30;
  private static final double[] COSINES = {1, 0.8};
  private static final double[] NOISE = {0.2, 0.5};
  private static final String[] METHODS = {"svd", "svd, columns: label"};

  private static final String CONFIGURATION =
      """
      model:
        name: wu
        input: [%d]
        trunk: [dense: {units: 1}]
        seed: %d
      tasks:
        clean: {type: binary, target: true}
        noisy: {type: binary}
      training: {batchSize: 10, optimizer: {learningRate: 0.1}}
      weighting: {method: %s}
      """;

  private final int pairs;

  LabelNoiseClaim(int pairs) {
    this.pairs = pairs;
  }

  void print(PrintStream out) {
    out.println(
        "| cosine | method | random labels | AUC − that of uniform, both | 95 % interval | clean task |"
            + " noisy task | weight of the noisy task |");
    out.println("|--:|---|--:|--:|---|--:|--:|--:|");
    for (double cosine : COSINES) {
      for (double noise : NOISE) {
        double[][] uniform = areas("uniform", cosine, noise);
        for (String method : METHODS) {
          String about = String.format(Locale.ROOT, "| %.1f | `%s`", cosine, method);
          out.println(row(about, noise, areas(method, cosine, noise), uniform));
        }
      }
    }
  }

  private String row(String about, double noise, double[][] found, double[][] uniform) {
    double[] both = new double[pairs];
    double[] means = new double[3];
    for (int pair = 0; pair < pairs; pair++) {
      for (int task = 0; task < 2; task++) {
        double difference = found[pair][task] - uniform[pair][task];
        both[pair] += difference / 2;
        means[task] += difference / pairs;
      }
      means[2] += found[pair][2] / pairs;
    }
    PairedDifference difference = PairedDifference.of(both);
    return String.format(
        Locale.ROOT,
        "%s | %.0f %% | %+.4f | ±%.4f | %+.4f | %+.4f | %.2f |",
        about,
        100 * noise,
        difference.mean(),
        difference.interval(0.95).halfWidth(),
        means[0],
        means[1],
        means[2]);
  }

  /** By pair: the areas of both tasks, and the last weight of the noisy one over the other's. */
  private double[][] areas(String method, double cosine, double noise) {
    double[][] areas = new double[pairs][];
    for (int pair = 0; pair < pairs; pair++) {
      Random random = new Random(1000 + pair);
      double[][] planes = planes(random, cosine);
      List<List<Example>> trained = examples(random, planes, TRAINED, noise);
      List<List<Example>> tested = examples(random, planes, TESTED, 0);
      String yaml = CONFIGURATION.formatted(FEATURES, pair + 1, method);
      try (Learned learned = new Learned(yaml, trained, ROUNDS)) {
        areas[pair] =
            new double[] {
              area(learned, 0, tested.get(0)),
              area(learned, 1, tested.get(1)),
              learned.weight(1) / learned.weight(0)
            };
      }
    }
    return areas;
  }

  private static double area(Learned learned, int task, List<Example> examples) {
    boolean[] positive = new boolean[examples.size()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = examples.get(i).label()[0] > 0;
    }
    return RocArea.of(learned.predict(task, examples), positive);
  }

  private static double[][] planes(Random random, double cosine) {
    double[] first = gaussian(random);
    double[] second = gaussian(random);
    double along = dot(first, second) / dot(first, first);
    Arrays.setAll(second, f -> second[f] - along * first[f]);
    double stretch =
        Math.sqrt(dot(first, first) / dot(second, second) * (1 - cosine * cosine)) / cosine;
    double[] turned = new double[FEATURES];
    Arrays.setAll(turned, f -> first[f] + stretch * second[f]);
    return new double[][] {first, turned};
  }

  /** The same inputs for both tasks; a part of the second's labels says nothing. */
  private static List<List<Example>> examples(
      Random random, double[][] planes, int count, double noise) {
    List<List<Example>> examples = List.of(new ArrayList<>(), new ArrayList<>());
    for (int n = 0; n < count; n++) {
      double[] input = gaussian(random);
      float[] features = new float[FEATURES];
      for (int f = 0; f < FEATURES; f++) {
        features[f] = (float) input[f];
      }
      boolean drawn = random.nextDouble() < noise;
      boolean side = random.nextBoolean();
      for (int task = 0; task < 2; task++) {
        boolean yes = (task == 1 && drawn) ? side : dot(planes[task], input) > 0;
        Position position = new Position(n, "examples", 0, n);
        float[] label = {yes ? 1 : 0};
        examples.get(task).add(new Example(task, position, Split.TRAIN, features, label));
      }
    }
    return examples;
  }

  private static double[] gaussian(Random random) {
    double[] values = new double[FEATURES];
    Arrays.setAll(values, f -> random.nextGaussian());
    return values;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int f = 0; f < a.length; f++) {
      sum += a[f] * b[f];
    }
    return sum;
  }
}

package io.tributary.benchmarks.wu;

import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The four linear tasks of Wu, Zhang, Ré 2020, arXiv 2005.00944, section 2.3 and figure 3, by their
 * numbers there: y = ⟨x, θ⟩ without noise, θ₁ for task 1 and θ₂ for the others, at a cosine of
 * 0.96. Inputs of tasks 1 and 2 are large in the same directions, those of tasks 3 and 4 in others.
 *
 * <p>Ours: the number of features; inputs are divided by κ, so that steps of one size suit all
 * tasks; and the rotation Q comes after the scaling D, X = RDQ. As printed, X = RQD, a rotation
 * would change nothing, since R is Gaussian, and task 4 would be task 2.
 */
final class LinearTasks {

  /** Features of an input. */
  static final int FEATURES = 50;

  private static final int LARGE = FEATURES / 10;
  private static final double KAPPA = 100;
  private static final double COSINE = 0.96;

  private final Random random;
  private final double[][] first;
  private final double[][] second;
  private final double[] target;
  private final double[] others;

  LinearTasks(long seed) {
    random = new Random(seed);
    first = rotation();
    second = rotation();
    // Both have their part in every direction, so that the large ones hold a tenth of each.
    target = direction(new double[FEATURES]);
    double[] apart = direction(target);
    others = new double[FEATURES];
    for (int f = 0; f < FEATURES; f++) {
      others[f] = COSINE * target[f] + Math.sqrt(1 - COSINE * COSINE) * apart[f];
    }
  }

  /**
   * Examples of one of the tasks.
   *
   * @param number of the task in the paper, 1 to 4
   * @param task its index in the model
   */
  List<Example> examples(int number, int task, int count) {
    double[][] rotation = number == 4 ? second : first;
    int large = number == 3 ? LARGE : 0; // the set of large coordinates starts here
    double[] theta = number == 1 ? target : others;
    List<Example> examples = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      float[] input = new float[FEATURES];
      for (int row = 0; row < FEATURES; row++) {
        double scale = row >= large && row < large + LARGE ? 1 : 1 / KAPPA;
        double value = scale * random.nextGaussian();
        for (int f = 0; f < FEATURES; f++) {
          input[f] += (float) (value * rotation[row][f]);
        }
      }
      double label = 0;
      for (int f = 0; f < FEATURES; f++) {
        label += input[f] * theta[f] * Math.sqrt(FEATURES);
      }
      Position position = new Position(n, "examples", 0, n);
      examples.add(new Example(task, position, Split.TRAIN, input, new float[] {(float) label}));
    }
    return examples;
  }

  /** Orthonormal rows, by Gram and Schmidt from random ones. */
  private double[][] rotation() {
    double[][] rows = new double[FEATURES][];
    for (int i = 0; i < FEATURES; i++) {
      double[] row = random.doubles(FEATURES, -1, 1).toArray();
      for (int again = 0; again < 2; again++) { // the second time mends the rounding of the first
        for (int j = 0; j < i; j++) {
          subtract(row, rows[j]);
        }
      }
      rows[i] = normalised(row);
    }
    return rows;
  }

  /** A random direction orthogonal to another one, or to none when that is 0. */
  private double[] direction(double[] other) {
    double[] drawn = random.doubles(FEATURES, -1, 1).toArray();
    subtract(drawn, other);
    return normalised(drawn);
  }

  private static void subtract(double[] from, double[] unit) {
    double dot = dot(from, unit);
    for (int f = 0; f < from.length; f++) {
      from[f] -= dot * unit[f];
    }
  }

  private static double[] normalised(double[] values) {
    double length = Math.sqrt(dot(values, values));
    double[] unit = values.clone();
    for (int f = 0; f < unit.length; f++) {
      unit[f] /= length;
    }
    return unit;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int f = 0; f < a.length; f++) {
      sum += a[f] * b[f];
    }
    return sum;
  }
}

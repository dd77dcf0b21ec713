package io.tributary.model.weighting;

import io.tributary.model.Example;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.evaluation.Score;
import java.util.List;

/**
 * A space whose loss is known in closed form: each example's loss is ½‖θ + Σⱼ αⱼδⱼ − x‖², where x
 * is its features. All parameters are trunk.
 */
public final class QuadraticSpace implements DeltaSpace {

  private final double[] theta;
  private final double[][] deltas;

  QuadraticSpace(double[] theta, double[][] deltas) {
    this.theta = theta.clone();
    this.deltas = deltas.clone();
  }

  @Override
  public int size() {
    return deltas.length;
  }

  @Override
  public double[] norms() {
    double[] norms = new double[size()];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = Math.sqrt(dot(deltas[i], deltas[i]));
    }
    return norms;
  }

  @Override
  public double[][] trunkGram() {
    double[][] gram = new double[size()][size()];
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < size(); j++) {
        gram[i][j] = dot(deltas[i], deltas[j]);
      }
    }
    return gram;
  }

  @Override
  public Score score(float[] alpha, List<Example> examples) {
    double sum = 0;
    for (Example example : examples) {
      double[] rest = rest(alpha, example);
      sum += dot(rest, rest) / 2;
    }
    return new Score(examples.size(), sum, Score.Metric.ACCURACY, 0);
  }

  @Override
  public double objective(float[] alpha, List<Example> examples) {
    return score(alpha, examples).objective();
  }

  @Override
  public Slopes slopes(float[] alpha, List<Example> examples) {
    double[] byAlpha = new double[size()];
    for (Example example : examples) {
      double[] rest = rest(alpha, example);
      for (int i = 0; i < byAlpha.length; i++) {
        byAlpha[i] += dot(rest, deltas[i]) / examples.size();
      }
    }
    return new Slopes(score(alpha, examples).loss(), byAlpha);
  }

  @Override
  public float[] combine(float[] alpha) {
    double[] point = point(alpha);
    float[] combined = new float[point.length];
    for (int p = 0; p < point.length; p++) {
      combined[p] = (float) point[p];
    }
    return combined;
  }

  @Override
  public void close() {}

  private double[] point(float[] alpha) {
    double[] point = theta.clone();
    for (int i = 0; i < alpha.length; i++) {
      for (int p = 0; p < point.length; p++) {
        point[p] += alpha[i] * deltas[i][p];
      }
    }
    return point;
  }

  private double[] rest(float[] alpha, Example example) {
    double[] rest = point(alpha);
    for (int p = 0; p < rest.length; p++) {
      rest[p] -= example.features()[p];
    }
    return rest;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int p = 0; p < a.length; p++) {
      sum += a[p] * b[p];
    }
    return sum;
  }
}

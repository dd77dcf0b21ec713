package io.tributary.model.round;

import io.tributary.model.Example;
import java.util.Arrays;
import java.util.List;

/**
 * αVIL's rounds written down a second time, line by line as the paper has them, in double precision
 * over whole parameter vectors. Shares no code with what it checks: plain SGD, plain steps on α, no
 * bounds.
 */
public final class StraightLineRounds {

  /** The gradient of a task's mean loss by all parameters; 0 where the task has none. */
  @FunctionalInterface
  public interface Gradient {
    /** Computes it at given parameters, over the examples of one task. */
    double[] of(int task, double[] parameters, List<Example> examples);
  }

  /**
   * What is set before the first round.
   *
   * @param target index of the target task
   * @param batchSize examples of a mini-batch
   * @param learningRate of the parameters
   * @param alphaSteps S
   * @param alphaRate μ
   */
  public record Settings(
      int target, int batchSize, double learningRate, int alphaSteps, double alphaRate) {}

  private final Gradient gradient;
  private final Settings settings;
  private final double[] theta;
  private final double[] weights;
  private double[] alpha;

  /** Starts from given parameters with every task weighing 1. */
  public StraightLineRounds(Gradient gradient, Settings settings, double[] initial, int tasks) {
    this.gradient = gradient;
    this.settings = settings;
    this.theta = initial.clone();
    this.weights = filled(tasks, 1);
    this.alpha = filled(tasks, 1);
  }

  /** θ after the rounds so far. */
  public double[] parameters() {
    return theta.clone();
  }

  /** w after the rounds so far. */
  public double[] weights() {
    return weights.clone();
  }

  /** α of the last round. */
  public double[] alpha() {
    return alpha.clone();
  }

  /**
   * One round.
   *
   * @param miniEpochs one a task, in task order
   * @param dev of the target; while it is empty α stays 1
   */
  public void round(List<List<Example>> miniEpochs, List<Example> dev) {
    int tasks = miniEpochs.size();
    double[][] deltas = new double[tasks][];
    for (int task = 0; task < tasks; task++) {
      deltas[task] = delta(task, miniEpochs.get(task));
    }
    alpha = filled(tasks, 1);
    for (int step = 0; step < (dev.isEmpty() ? 0 : settings.alphaSteps()); step++) {
      double[] point = moved(deltas);
      double[] slope = gradient.of(settings.target(), point, dev);
      for (int task = 0; task < tasks; task++) {
        double product = 0;
        for (int p = 0; p < slope.length; p++) {
          product += slope[p] * deltas[task][p];
        }
        alpha[task] -= settings.alphaRate() * product;
      }
    }
    System.arraycopy(moved(deltas), 0, theta, 0, theta.length);
    for (int task = 0; task < tasks; task++) {
      weights[task] += alpha[task] - 1;
    }
  }

  private double[] delta(int task, List<Example> examples) {
    double[] moving = theta.clone();
    for (int from = 0; from < examples.size(); from += settings.batchSize()) {
      int to = Math.min(examples.size(), from + settings.batchSize());
      double[] slope = gradient.of(task, moving, examples.subList(from, to));
      for (int p = 0; p < moving.length; p++) {
        moving[p] -= settings.learningRate() * weights[task] * slope[p];
      }
    }
    for (int p = 0; p < moving.length; p++) {
      moving[p] -= theta[p];
    }
    return moving;
  }

  private double[] moved(double[][] deltas) {
    double[] point = theta.clone();
    for (int task = 0; task < deltas.length; task++) {
      for (int p = 0; p < point.length; p++) {
        point[p] += alpha[task] * deltas[task][p];
      }
    }
    return point;
  }

  private static double[] filled(int length, double value) {
    double[] array = new double[length];
    Arrays.fill(array, value);
    return array;
  }
}

package io.tributary.model.weighting;

import io.tributary.model.config.OptimizerConfig;

/**
 * Gradient steps on a handful of coefficients, in double precision; starts with nothing remembered.
 */
abstract sealed class AlphaSteps {

  /** The steps of an optimizer on {@code size} coefficients. */
  static AlphaSteps of(OptimizerConfig optimizer, int size) {
    return switch (optimizer.type()) {
      case SGD -> new Sgd(optimizer.learningRate(), optimizer.momentum(), size);
      case ADAM -> new Adam(optimizer.learningRate(), size);
    };
  }

  /** The coefficients after one more step down the gradient. */
  abstract double[] step(double[] coefficients, double[] gradient);

  /** x ← x − μg; with momentum m: v ← mv − μg, x ← x + mv − μg (Nesterov's, as networks train). */
  private static final class Sgd extends AlphaSteps {

    private final double rate;
    private final double momentum;
    private final double[] velocity;

    Sgd(double rate, double momentum, int size) {
      this.rate = rate;
      this.momentum = momentum;
      this.velocity = new double[size];
    }

    @Override
    double[] step(double[] coefficients, double[] gradient) {
      double[] next = coefficients.clone();
      for (int i = 0; i < next.length; i++) {
        velocity[i] = momentum * velocity[i] - rate * gradient[i];
        next[i] += momentum * velocity[i] - rate * gradient[i];
      }
      return next;
    }
  }

  /** Kingma and Ba 2015, arXiv 1412.6980, algorithm 1. */
  private static final class Adam extends AlphaSteps {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double rate;
    private final double[] mean;
    private final double[] square;
    private int steps;

    Adam(double rate, int size) {
      this.rate = rate;
      this.mean = new double[size];
      this.square = new double[size];
    }

    @Override
    double[] step(double[] coefficients, double[] gradient) {
      steps++;
      double meanCorrection = 1 - Math.pow(BETA1, steps);
      double squareCorrection = 1 - Math.pow(BETA2, steps);
      double[] next = coefficients.clone();
      for (int i = 0; i < next.length; i++) {
        mean[i] = BETA1 * mean[i] + (1 - BETA1) * gradient[i];
        square[i] = BETA2 * square[i] + (1 - BETA2) * gradient[i] * gradient[i];
        double scale = Math.sqrt(square[i] / squareCorrection) + EPSILON;
        next[i] -= rate * mean[i] / meanCorrection / scale;
      }
      return next;
    }
  }
}

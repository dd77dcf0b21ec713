package io.tributary.model.engine;

import io.tributary.model.config.OptimizerConfig;
import io.tributary.model.network.RowStep;

/**
 * The optimizers for rows of tables, by the same formulas as Deeplearning4j's for whole arrays: SGD
 * without momentum and with Nesterov's, and Adam (Kingma and Ba 2015, the form with one rate a
 * step).
 */
final class RowSteps {
  private RowSteps() {}

  /** As configured. */
  static RowStep of(OptimizerConfig config) {
    float rate = (float) config.learningRate();
    if (config.type() == OptimizerConfig.Type.ADAM) {
      return new Adam(config.learningRate());
    }
    return config.momentum() > 0 ? new Nesterov(rate, (float) config.momentum()) : new Sgd(rate);
  }

  private static final class Sgd implements RowStep {
    private final float rate;
    private float weight;

    Sgd(float rate) {
      this.rate = rate;
    }

    @Override
    public int memory() {
      return 0;
    }

    @Override
    public void begin(int count, float weight) {
      this.weight = weight;
    }

    @Override
    public void move(float[] parameters, float[] gradient, float[][] memory, int from, int to) {
      for (int i = from; i < to; i++) {
        parameters[i] -= weight * (rate * gradient[i]);
        gradient[i] = 0;
      }
    }
  }

  private static final class Nesterov implements RowStep {
    private final float rate;
    private final float momentum;
    private float weight;

    Nesterov(float rate, float momentum) {
      this.rate = rate;
      this.momentum = momentum;
    }

    @Override
    public int memory() {
      return 1;
    }

    @Override
    public void begin(int count, float weight) {
      this.weight = weight;
    }

    @Override
    public void move(float[] parameters, float[] gradient, float[][] memory, int from, int to) {
      float[] velocity = memory[0];
      for (int i = from; i < to; i++) {
        float before = velocity[i];
        velocity[i] = momentum * before - rate * gradient[i];
        parameters[i] -= weight * (momentum * before - (1 + momentum) * velocity[i]);
        gradient[i] = 0;
      }
    }
  }

  private static final class Adam implements RowStep {
    private static final float FIRST = 0.9f;
    private static final float SECOND = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final double rate;
    private float weight;
    private float corrected;

    Adam(double rate) {
      this.rate = rate;
    }

    @Override
    public int memory() {
      return 2;
    }

    @Override
    public void begin(int count, float weight) {
      this.weight = weight;
      double first = 1 - StrictMath.pow(FIRST, count + 1);
      double second = 1 - StrictMath.pow(SECOND, count + 1);
      corrected = (float) (rate * Math.sqrt(second) / first);
    }

    @Override
    public void move(float[] parameters, float[] gradient, float[][] memory, int from, int to) {
      float[] mean = memory[0];
      float[] square = memory[1];
      for (int i = from; i < to; i++) {
        float g = gradient[i];
        gradient[i] = 0;
        mean[i] = FIRST * mean[i] + (1 - FIRST) * g;
        square[i] = SECOND * square[i] + (1 - SECOND) * g * g;
        parameters[i] -= weight * (corrected * mean[i] / ((float) Math.sqrt(square[i]) + EPSILON));
      }
    }
  }
}

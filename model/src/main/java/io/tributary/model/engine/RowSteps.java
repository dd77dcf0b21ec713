package io.tributary.model.engine;

import io.tributary.model.config.OptimizerConfig;
import io.tributary.model.network.RowStep;
import java.util.Arrays;

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

  private static final class Sgd implements RowStep.Plain {
    private final float rate;
    private float factor;

    Sgd(float rate) {
      this.rate = rate;
    }

    @Override
    public void begin(int count, float weight) {
      factor = -weight * rate;
    }

    @Override
    public float factor() {
      return factor;
    }
  }

  private static final class Nesterov implements RowStep.Remembering {
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
    public void move(float[] parameters, float[] gradient, float[][] memory, int size) {
      float[] velocity = memory[0];
      for (int i = 0; i < size; i++) {
        float before = velocity[i];
        velocity[i] = momentum * before - rate * gradient[i];
        parameters[i] -= weight * (momentum * before - (1 + momentum) * velocity[i]);
      }
      Arrays.fill(gradient, 0, size, 0f); // apart, or the loop is not compiled into vectors
    }
  }

  private static final class Adam implements RowStep.Remembering {
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
    public void move(float[] parameters, float[] gradient, float[][] memory, int size) {
      float[] mean = memory[0];
      float[] square = memory[1];
      for (int i = 0; i < size; i++) {
        float g = gradient[i];
        float first = FIRST * mean[i] + (1 - FIRST) * g;
        float second = SECOND * square[i] + (1 - SECOND) * g * g;
        mean[i] = first;
        square[i] = second;
        parameters[i] -= weight * (corrected * first / ((float) Math.sqrt(second) + EPSILON));
      }
      Arrays.fill(gradient, 0, size, 0f);
    }
  }
}

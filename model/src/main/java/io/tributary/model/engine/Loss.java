package io.tributary.model.engine;

import io.tributary.model.LabelScale;
import io.tributary.model.TaskType;
import io.tributary.model.evaluation.ClassCounter;
import org.jspecify.annotations.Nullable;

/**
 * The loss of one task type, on what the last layer gives: logits, or the standardised value.
 * Computed in double, so that scores of many examples keep their digits.
 */
sealed interface Loss {

  /**
   * The loss of one example.
   *
   * @param outputs of a batch, row-major
   * @param at where the example's row starts
   * @param label as {@link TaskType#labelLength()} says
   * @param scale of a regression's labels
   */
  double value(float[] outputs, int at, float[] label, LabelScale scale);

  /** Turns one example's outputs into factor · the loss's derivative by them, in place. */
  void gradient(float[] outputs, int at, float[] label, LabelScale scale, double factor);

  /** What {@link io.tributary.model.evaluation.Score#metricSum()} sums, for one example. */
  double metric(float[] outputs, int at, float[] label, LabelScale scale);

  /** What counts classes of a number of examples; null for a regression. */
  default @Nullable ClassCounter counter(int examples) {
    return null;
  }

  /** Counts one example's classes. */
  default void count(float[] outputs, int at, float[] label, ClassCounter counter) {}

  /** Turns one example's outputs into a prediction, in place. */
  void predict(float[] outputs, int at);

  /** The loss of a type of task. */
  static Loss of(TaskType type) {
    if (type instanceof TaskType.Classification) {
      return new SoftmaxCrossEntropy(type.outputs());
    }
    return type instanceof TaskType.Regression ? new SquaredError() : new Logistic(type.outputs());
  }

  /** −log softmax(z)[class]. */
  record SoftmaxCrossEntropy(int classes) implements Loss {
    @Override
    public double value(float[] outputs, int at, float[] label, LabelScale scale) {
      return logSum(outputs, at) - outputs[at + (int) label[0]];
    }

    @Override
    public void gradient(float[] outputs, int at, float[] label, LabelScale scale, double factor) {
      predict(outputs, at);
      outputs[at + (int) label[0]] -= 1;
      for (int i = at; i < at + classes; i++) {
        outputs[i] = (float) (outputs[i] * factor);
      }
    }

    @Override
    public double metric(float[] outputs, int at, float[] label, LabelScale scale) {
      return best(outputs, at) == (int) label[0] ? 1 : 0;
    }

    private int best(float[] outputs, int at) {
      int best = 0;
      for (int i = 1; i < classes; i++) {
        if (outputs[at + i] > outputs[at + best]) {
          best = i;
        }
      }
      return best;
    }

    @Override
    public ClassCounter counter(int examples) {
      return new ClassCounter(classes, examples);
    }

    @Override
    public void count(float[] outputs, int at, float[] label, ClassCounter counter) {
      int of = (int) label[0];
      int taken = best(outputs, at);
      counter.count(of, true, taken == of);
      if (taken != of) {
        counter.count(taken, false, true);
      }
      if (counter.ranks()) {
        double logSum = logSum(outputs, at);
        for (int i = 0; i < classes; i++) {
          double logShare = outputs[at + i] - logSum;
          // The logit of the class against all others: log p − log(1 − p).
          double logit = logShare - Math.log1p(-Math.exp(Math.min(logShare, 0)));
          counter.rank(i, (float) logit, i == of);
        }
      }
    }

    @Override
    public void predict(float[] outputs, int at) {
      double logSum = logSum(outputs, at);
      for (int i = at; i < at + classes; i++) {
        outputs[i] = (float) Math.exp(outputs[i] - logSum);
      }
    }

    private double logSum(float[] outputs, int at) {
      double max = Double.NEGATIVE_INFINITY;
      for (int i = at; i < at + classes; i++) {
        max = Math.max(max, outputs[i]);
      }
      double sum = 0;
      for (int i = at; i < at + classes; i++) {
        sum += Math.exp(outputs[i] - max);
      }
      return max + Math.log(sum);
    }
  }

  /** log(1 + exp(−s·z)) with s = ±1, averaged over the labels. */
  record Logistic(int labels) implements Loss {
    @Override
    public double value(float[] outputs, int at, float[] label, LabelScale scale) {
      double sum = 0;
      for (int i = 0; i < labels; i++) {
        double z = outputs[at + i];
        sum += Math.max(z, 0) - z * label[i] + Math.log1p(Math.exp(-Math.abs(z)));
      }
      return sum / labels;
    }

    @Override
    public void gradient(float[] outputs, int at, float[] label, LabelScale scale, double factor) {
      for (int i = 0; i < labels; i++) {
        outputs[at + i] = (float) ((sigmoid(outputs[at + i]) - label[i]) * factor / labels);
      }
    }

    @Override
    public double metric(float[] outputs, int at, float[] label, LabelScale scale) {
      int correct = 0;
      for (int i = 0; i < labels; i++) {
        correct += (outputs[at + i] > 0) == (label[i] > 0.5f) ? 1 : 0;
      }
      return (double) correct / labels;
    }

    @Override
    public ClassCounter counter(int examples) {
      return new ClassCounter(labels, examples);
    }

    @Override
    public void count(float[] outputs, int at, float[] label, ClassCounter counter) {
      for (int i = 0; i < labels; i++) {
        boolean of = label[i] > 0.5f;
        counter.count(i, of, outputs[at + i] > 0);
        if (counter.ranks()) {
          counter.rank(i, outputs[at + i], of);
        }
      }
    }

    @Override
    public void predict(float[] outputs, int at) {
      for (int i = at; i < at + labels; i++) {
        outputs[i] = (float) sigmoid(outputs[i]);
      }
    }

    private static double sigmoid(double z) {
      return 1 / (1 + Math.exp(-z));
    }
  }

  /** ½(ŷ − y)² in standard units. */
  record SquaredError() implements Loss {
    @Override
    public double value(float[] outputs, int at, float[] label, LabelScale scale) {
      double error = outputs[at] - scale.standardise(label[0]);
      return error * error / 2;
    }

    @Override
    public void gradient(float[] outputs, int at, float[] label, LabelScale scale, double factor) {
      outputs[at] = (float) ((outputs[at] - scale.standardise(label[0])) * factor);
    }

    @Override
    public double metric(float[] outputs, int at, float[] label, LabelScale scale) {
      double error = (double) scale.restore(outputs[at]) - label[0];
      return error * error;
    }

    @Override
    public void predict(float[] outputs, int at) {}
  }
}

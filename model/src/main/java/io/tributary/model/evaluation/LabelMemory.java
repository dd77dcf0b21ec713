package io.tributary.model.evaluation;

import io.tributary.model.Example;
import io.tributary.model.TaskType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the predictors of {@link Baselines} remember of a task's labels.
 *
 * @param seen labels so far
 * @param sums of a classification or a binary task how often each class came, of a multilabel task
 *     how often each label was 1, of a regression the sum of the labels
 * @param last the newest label; empty before the first
 */
public record LabelMemory(long seen, List<Double> sums, List<Float> last) {

  /** Before the first label. */
  public static final LabelMemory NONE = new LabelMemory(0, List.of(), List.of());

  public LabelMemory {
    sums = List.copyOf(sums);
    last = List.copyOf(last);
  }

  /**
   * What came of predicting examples one after the other, each before its label was seen.
   *
   * @param memory of all labels, those included
   */
  public record Outcome(LabelMemory memory, Baselines baselines) {}

  /** Predicts examples of a task, in order, and remembers their labels. */
  public Outcome predict(TaskType type, List<Example> examples) {
    List<Double> newSums =
        new ArrayList<>(sums.isEmpty() ? Collections.nCopies(width(type), 0.0) : sums);
    List<Float> before = last;
    long count = seen;
    Baselines total = Baselines.NONE;
    for (Example example : examples) {
      float[] label = example.label();
      if (count > 0) {
        total =
            total.plus(
                new Baselines(
                    1,
                    measure(type, majority(type, newSums, count), label),
                    measure(type, before, label)));
      }
      remember(type, label, newSums);
      before = list(label);
      count++;
    }
    return new Outcome(new LabelMemory(count, newSums, before), total);
  }

  private static int width(TaskType type) {
    if (type instanceof TaskType.Binary) {
      return 2;
    }
    return type instanceof TaskType.Regression ? 1 : type.outputs();
  }

  private static void remember(TaskType type, float[] label, List<Double> sums) {
    if (type instanceof TaskType.Multilabel) {
      for (int i = 0; i < label.length; i++) {
        sums.set(i, sums.get(i) + label[i]);
      }
    } else if (type instanceof TaskType.Regression) {
      sums.set(0, sums.get(0) + label[0]);
    } else {
      int ofClass = (int) label[0];
      sums.set(ofClass, sums.get(ofClass) + 1);
    }
  }

  /** As a label would be; the lowest of classes that came equally often. */
  private static List<Float> majority(TaskType type, List<Double> sums, long count) {
    if (type instanceof TaskType.Multilabel) {
      return sums.stream().map(sum -> sum > count / 2.0 ? 1f : 0f).toList();
    }
    if (type instanceof TaskType.Regression) {
      return List.of((float) (sums.get(0) / count));
    }
    int best = 0;
    for (int i = 1; i < sums.size(); i++) {
      best = sums.get(i) > sums.get(best) ? i : best;
    }
    return List.of((float) best);
  }

  /** What {@link Score#metricSum()} sums: share of right answers, or the squared error. */
  private static double measure(TaskType type, List<Float> predicted, float[] label) {
    if (type instanceof TaskType.Regression) {
      double error = (double) predicted.get(0) - label[0];
      return error * error;
    }
    int right = 0;
    for (int i = 0; i < label.length; i++) {
      right += predicted.get(i) == label[i] ? 1 : 0;
    }
    return (double) right / label.length;
  }

  private static List<Float> list(float[] label) {
    List<Float> list = new ArrayList<>(label.length);
    for (float value : label) {
      list.add(value);
    }
    return list;
  }
}

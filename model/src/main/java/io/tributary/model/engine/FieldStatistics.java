package io.tributary.model.engine;

import io.tributary.model.Example;
import io.tributary.model.field.FieldHash;
import io.tributary.model.field.FieldRow;
import io.tributary.model.field.FieldRow.Slot;
import io.tributary.model.field.FieldSpec.Categorical;
import io.tributary.model.field.FieldSpec.Numeric;
import io.tributary.model.field.FieldTensors;
import io.tributary.model.field.FieldTensors.Tensor;
import io.tributary.model.field.VocabularyIndex;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is collected of fields, at the start of the trunk: count, mean and variance of the numbers,
 * and the vocabularies of the categories.
 *
 * <p>Moments count at most {@value #HORIZON} values of the past, so that they follow a stream that
 * drifts. Those of several tasks' mini-epochs are put together exactly, however many of the values
 * each has (Chan, Golub, LeVeque 1983). A vocabulary takes new values in the order of the tasks,
 * and of one task's in the order of its examples, until it is full.
 */
final class FieldStatistics {

  /** Values of the past that weigh as much as new ones. */
  static final double HORIZON = 100_000;

  private final List<Slot> numbers;
  private final List<Slot> vocabularies;
  private final Map<String, Tensor> tensors;

  /** Of a model's fields. */
  FieldStatistics(FieldRow fields) {
    numbers = fields.slots().stream().filter(slot -> slot.spec() instanceof Numeric).toList();
    vocabularies = fields.vocabularies();
    tensors = FieldTensors.of(fields).byKey();
  }

  /** Whether there is nothing to collect. */
  boolean isEmpty() {
    return numbers.isEmpty() && vocabularies.isEmpty();
  }

  /**
   * Adds the numbers of a mini-epoch.
   *
   * @param parameters from the trunk's start on; changed in place. The count may exceed the horizon
   */
  void learn(float[] parameters, List<Example> examples) {
    learn(parameters, 0, examples);
  }

  /** Receives some parameters. */
  interface Sink {
    /** From the given one on. */
    void put(int at, float[] values, int from, int count);
  }

  /**
   * The same, but the parameters stay, and what they become goes elsewhere.
   *
   * @param learned is given all moments
   */
  void learn(float[] parameters, List<Example> examples, Sink learned) {
    if (!numbers.isEmpty()) {
      int from = count();
      float[] moments = Arrays.copyOfRange(parameters, from, variance() + numbers.size());
      learn(moments, from, examples);
      learned.put(from, moments, 0, moments.length);
    }
  }

  private void learn(float[] parameters, int first, List<Example> examples) {
    for (Slot slot : numbers) {
      double count = 0;
      double sum = 0;
      for (Example example : examples) {
        float x = example.features()[slot.offset()];
        if (!Float.isNaN(x)) {
          count++;
          sum += x;
        }
      }
      if (count > 0) {
        double mean = sum / count;
        double squares = 0;
        for (Example example : examples) {
          float x = example.features()[slot.offset()];
          if (!Float.isNaN(x)) {
            squares += (x - mean) * (x - mean);
          }
        }
        add(parameters, slot.output() / 2 - first, count, mean, squares);
      }
    }
  }

  private void add(float[] parameters, int number, double count, double mean, double squares) {
    double before = parameters[count() + number];
    double old = parameters[mean() + number];
    double all = before + count;
    double apart = mean - old;
    double spread =
        before * parameters[variance() + number] + squares + apart * apart * before * count / all;
    parameters[count() + number] = (float) all;
    parameters[mean() + number] = (float) (old + apart * count / all);
    parameters[variance() + number] = variance(spread / all);
  }

  /**
   * Puts the values of a mini-epoch that its vocabularies do not have into a delta.
   *
   * @param parameters from the trunk's start on, as before the mini-epoch
   * @param delta of the same elements; 0 in the vocabularies
   */
  void append(float[] parameters, float[] delta, List<Example> examples) {
    for (Slot slot : vocabularies) {
      int values = ((Categorical) slot.spec()).values();
      int from = tensor(FieldTensors.vocabulary(slot)).offset();
      VocabularyIndex index = new VocabularyIndex(parameters, from, values);
      for (Example example : examples) {
        float high = example.features()[slot.offset()];
        float low = example.features()[slot.offset() + 1];
        put(index, high, low, values, from, delta);
      }
    }
  }

  private static void put(
      VocabularyIndex index, float high, float low, int values, int from, float[] to) {
    long hash = FieldHash.of(high, low);
    if (hash != 0 && index.size() < values && index.add(hash)) {
      int at = from + 2 * (index.size() - 1);
      to[at] = high;
      to[at + 1] = low;
    }
  }

  /**
   * What a round makes of the statistics.
   *
   * @param parameters as before the round, from the trunk's start on
   * @param deltas in the order of the tasks
   * @param moved is set to the new statistics; may be the parameters themselves
   */
  void combine(float[] parameters, List<float[]> deltas, float[] moved) {
    for (Slot slot : numbers) {
      combine(slot.output() / 2, parameters, deltas, moved);
    }
    for (Slot slot : vocabularies) {
      int values = ((Categorical) slot.spec()).values();
      int from = tensor(FieldTensors.vocabulary(slot)).offset();
      VocabularyIndex index = new VocabularyIndex(parameters, from, values);
      System.arraycopy(parameters, from, moved, from, 2 * values);
      for (float[] delta : deltas) {
        for (int i = 0; i < values; i++) {
          put(index, delta[from + 2 * i], delta[from + 2 * i + 1], values, from, moved);
        }
      }
    }
  }

  private void combine(int number, float[] parameters, List<float[]> deltas, float[] moved) {
    double before = parameters[count() + number];
    double variance = parameters[variance() + number];
    double all = before;
    double apart = 0;
    for (float[] delta : deltas) {
      all += delta[count() + number];
      apart += (before + delta[count() + number]) * delta[mean() + number];
    }
    if (all == before) {
      return;
    }
    apart /= all;
    double spread = before * (variance + apart * apart);
    for (float[] delta : deltas) {
      // What the task made of the past and its own values, less the past, around the new mean.
      double own = delta[mean() + number] - apart;
      double both = before + delta[count() + number];
      double ownVariance = variance + delta[variance() + number];
      spread += both * (ownVariance + own * own) - before * (variance + apart * apart);
    }
    moved[count() + number] = (float) Math.min(all, HORIZON);
    moved[mean() + number] = (float) (parameters[mean() + number] + apart);
    moved[variance() + number] = variance(spread / all);
  }

  private static float variance(double value) {
    return (float) Math.max(0, Math.min(Float.MAX_VALUE, value));
  }

  private int count() {
    return tensor(FieldTensors.COUNT).offset();
  }

  private int mean() {
    return tensor(FieldTensors.MEAN).offset();
  }

  private int variance() {
    return tensor(FieldTensors.VARIANCE).offset();
  }

  private Tensor tensor(String key) {
    return Objects.requireNonNull(tensors.get(key), key);
  }
}

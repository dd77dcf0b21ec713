package io.tributary.model.field;

import io.tributary.model.field.FieldRow.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of the layer {@code fields}, which lie at the start of the trunk: a table of
 * embeddings for each field that is no number; for each learned vocabulary the hashes of its
 * values, two floats each, zeros behind the last; for the numbers, in their order, how many were
 * counted, their mean and their variance.
 *
 * @param all in the order of their offsets
 */
public record FieldTensors(List<Tensor> all) {

  /** What was counted of each number. */
  public static final String COUNT = "count";

  /** The mean of each number. */
  public static final String MEAN = "mean";

  /** The variance of each number. */
  public static final String VARIANCE = "variance";

  /**
   * One of them, row-major.
   *
   * @param key the end of its name, behind {@code trunk.fields.}
   * @param rows 1 for one that has an element for each number
   * @param columns of a row
   * @param offset of its first element, counted from the layer's
   * @param statistic whether it is collected and not learned by gradients
   */
  public record Tensor(String key, int rows, int columns, int offset, boolean statistic) {

    /** Number of elements. */
    public int length() {
      return Math.multiplyExact(rows, columns);
    }

    /** One past its last element. */
    public int end() {
      return Math.addExact(offset, length());
    }
  }

  public FieldTensors {
    all = List.copyOf(all);
  }

  /** Those of a model's fields. */
  public static FieldTensors of(FieldRow fields) {
    List<Tensor> tensors = new ArrayList<>();
    for (Slot slot : fields.slots()) {
      if (slot.spec().rows() > 0) {
        add(tensors, table(slot), slot.spec().rows(), slot.spec().outputs(), false);
      }
    }
    for (Slot slot : fields.vocabularies()) {
      int values = ((FieldSpec.Categorical) slot.spec()).values();
      add(tensors, vocabulary(slot), values, 2, true);
    }
    int numerics = fields.numerics();
    if (numerics > 0) {
      add(tensors, COUNT, 1, numerics, true);
      add(tensors, MEAN, 1, numerics, true);
      add(tensors, VARIANCE, 1, numerics, true);
    }
    return new FieldTensors(tensors);
  }

  private static void add(
      List<Tensor> tensors, String key, int rows, int columns, boolean statistic) {
    int offset = tensors.isEmpty() ? 0 : tensors.get(tensors.size() - 1).end();
    tensors.add(new Tensor(key, rows, columns, offset, statistic));
  }

  /** The key of a field's embeddings. */
  public static String table(Slot slot) {
    return slot.field().name() + ".W";
  }

  /** The key of a field's vocabulary. */
  public static String vocabulary(Slot slot) {
    return slot.field().name() + ".values";
  }

  /** Number of elements of all. */
  public int length() {
    return all.isEmpty() ? 0 : all.get(all.size() - 1).end();
  }

  /** By key. */
  public Map<String, Tensor> byKey() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    all.forEach(tensor -> tensors.put(tensor.key(), tensor));
    return tensors;
  }
}

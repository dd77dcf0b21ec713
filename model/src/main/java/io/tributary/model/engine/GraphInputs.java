package io.tributary.model.engine;

import io.tributary.model.Task;
import io.tributary.model.TaskType;
import io.tributary.model.field.FieldHash;
import io.tributary.model.field.FieldRow;
import io.tributary.model.field.FieldRow.Slot;
import io.tributary.model.field.FieldSpec.Categorical;
import io.tributary.model.field.FieldSpec.Numeric;
import io.tributary.model.field.FieldSpec.Sparse;
import io.tributary.model.field.FieldSpec.Text;
import io.tributary.model.field.FieldTensors;
import io.tributary.model.field.FieldTensors.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The inputs of a {@link PlainGraph}, and how fields become them, for JSON. */
final class GraphInputs {

  /** The input of all numbers. */
  static final String NUMBERS = "numbers";

  /** The input that tells which of them are missing. */
  static final String MISSING = "missing";

  private final FieldRow fields;
  private final float[] own;
  private final Map<String, Tensor> tensors;

  private GraphInputs(FieldRow fields, float[] own) {
    this.fields = fields;
    this.own = own;
    tensors = FieldTensors.of(fields).byKey();
  }

  /** The input of a field that is no number. */
  static String input(Slot slot) {
    return "field." + slot.field().name();
  }

  /** The input of what one n-gram of a text counts. */
  static String share(Slot slot) {
    return "share." + slot.field().name();
  }

  /** All, in the graph's order. */
  static String[] names(FieldRow fields) {
    List<String> names = new ArrayList<>();
    if (fields.numerics() > 0) {
      names.add(NUMBERS);
      names.add(MISSING);
    }
    for (Slot slot : fields.slots()) {
      if (!(slot.spec() instanceof Numeric)) {
        names.add(input(slot));
      }
      if (slot.spec() instanceof Text) {
        names.add(share(slot));
      }
    }
    return names.toArray(String[]::new);
  }

  /**
   * What a reader needs to know.
   *
   * @param own the parameters of the task's network
   */
  static Map<String, Object> describe(FieldRow fields, float[] own, Task task) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("format", "tributary/dl4j-inputs/1");
    all.put("task", task.name());
    all.put("inputs", new GraphInputs(fields, own).inputs());
    all.put(
        "hash",
        "FNV-1a of 64 bits over the UTF-8 bytes, then the 64-bit finaliser of MurmurHash3, of which"
            + " the upper 48 bits are taken (0 becomes 1), 12 hexadecimal digits. A bucket is the"
            + " upper 32 of the 48 bits times the buckets, over 2^32.");
    Map<String, Object> outputs = new LinkedHashMap<>();
    outputs.put("type", task.type().getClass().getSimpleName().toLowerCase(Locale.ROOT));
    outputs.put("count", task.type().outputs());
    if (!task.type().classNames().isEmpty()) {
      outputs.put("classes", task.type().classNames());
    }
    outputs.put(
        "meaning",
        task.type() instanceof TaskType.Regression ? "in the label's units" : "probabilities");
    all.put("outputs", outputs);
    return all;
  }

  private List<Map<String, Object>> inputs() {
    List<Map<String, Object>> inputs = new ArrayList<>();
    if (fields.numerics() > 0) {
      inputs.add(numbers());
      Map<String, Object> missing = input(MISSING, fields.numerics());
      missing.put("how", "of each number 1 when it is missing, else 0");
      inputs.add(missing);
    }
    for (Slot slot : fields.slots()) {
      if (slot.spec() instanceof Categorical category) {
        inputs.add(category(slot, category));
      } else if (slot.spec() instanceof Text text) {
        inputs.add(text(slot, text));
        Map<String, Object> share = input(share(slot), 1);
        share.put("how", "1 / the number of n-grams, 0 when there is none");
        inputs.add(share);
      } else if (slot.spec() instanceof Sparse sparse) {
        Map<String, Object> vector = input(input(slot), sparse.size());
        vector.put("field", slot.field().name());
        vector.put("type", "sparse");
        vector.put("how", "the whole vector, with its zeros; all zeros when it is missing");
        inputs.add(vector);
      }
    }
    return inputs;
  }

  private static Map<String, Object> input(String name, int columns) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("input", name);
    input.put("columns", columns);
    return input;
  }

  private Map<String, Object> numbers() {
    Tensor mean = tensor(FieldTensors.MEAN);
    Tensor variance = tensor(FieldTensors.VARIANCE);
    Map<String, Object> input = input(NUMBERS, fields.numerics());
    List<Map<String, Object>> columns = new ArrayList<>();
    for (Slot slot : fields.slots()) {
      if (slot.spec() instanceof Numeric numeric) {
        int number = columns.size();
        Map<String, Object> column = new LinkedHashMap<>();
        column.put("field", slot.field().name());
        column.put("transform", numeric.transform().name().toLowerCase(Locale.ROOT));
        column.put("mean", own[mean.offset() + number]);
        column.put("variance", own[variance.offset() + number]);
        columns.add(column);
      }
    }
    input.put("fields", columns);
    input.put(
        "how",
        "a column for each, as it is, or sign(x) * log(1 + |x|) with the transform log; a missing"
            + " one as its mean. The network standardises them itself.");
    return input;
  }

  private Map<String, Object> category(Slot slot, Categorical category) {
    Map<String, Object> input = input(input(slot), 1);
    input.put("field", slot.field().name());
    input.put("type", "categorical");
    if (!category.isLearned()) {
      input.put("buckets", category.buckets());
      input.put("how", "1 + the bucket of the value's hash; 0 when it is missing");
      return input;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    Tensor vocabulary = tensor(FieldTensors.vocabulary(slot));
    for (int i = 0; i < category.values(); i++) {
      int at = vocabulary.offset() + 2 * i;
      long hash = FieldHash.of(own[at], own[at + 1]);
      if (hash != 0) {
        values.put(String.format(Locale.ROOT, "%012x", hash), Categorical.FIRST + i);
      }
    }
    input.put("values", values);
    input.put(
        "how",
        "the index that values has for the value's hash; %d for any other value, %d when missing"
            .formatted(Categorical.OTHER, Categorical.MISSING));
    return input;
  }

  private static Map<String, Object> text(Slot slot, Text text) {
    Map<String, Object> input = input(input(slot), text.length());
    input.put("field", slot.field().name());
    input.put("type", "text");
    input.put("buckets", text.buckets());
    input.put("words", text.words());
    input.put("characters", List.of(text.shortest(), text.longest()));
    input.put(
        "how",
        "1 + the bucket of each n-gram's hash, in their order, at most as many as there are"
            + " columns; then 0. Words are runs of letters and digits in lower case. N-grams are"
            + " each word; each run of two words and so on up to words, with a space between; then,"
            + " for each length from the first of characters to the second, the runs of each word"
            + " between < and >, with the byte 1 before them in the hash.");
    return input;
  }

  private Tensor tensor(String key) {
    return Objects.requireNonNull(tensors.get(key), key);
  }
}

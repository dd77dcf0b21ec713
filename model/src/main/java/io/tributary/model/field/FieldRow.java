package io.tributary.model.field;

import io.tributary.model.field.FieldSpec.Categorical;
import io.tributary.model.field.FieldSpec.Numeric;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What lies where in the row of floats that the fields of one record become, and in what the layer
 * {@code fields} makes of it.
 *
 * <p>In the row, fields lie in the order of the file. A number takes one float, NaN when it is
 * missing; a category two, 24 bits of its hash each, 0 and 0 when it is missing; a text as many as
 * n-grams at most, each a bucket plus 1, 0 for no more; a sparse vector two for each entry, its
 * index plus 1 and its value, 0 for no more. The layer hands on all numbers first, each
 * standardised and with a flag that is 1 when it is missing, then the embeddings of the others.
 *
 * @param fields in the order of the file; none for a model whose inputs are plain arrays
 */
public record FieldRow(List<Field> fields) implements Serializable {

  /** Without fields. */
  public static final FieldRow NONE = new FieldRow(List.of());

  /**
   * The place of one field.
   *
   * @param field which
   * @param offset of its first float in the row
   * @param output of its first number in what the layer hands on
   */
  public record Slot(Field field, int offset, int output) {

    /** What the field holds. */
    public FieldSpec spec() {
      return field.spec();
    }
  }

  public FieldRow {
    fields = List.copyOf(fields);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** Floats of a row. */
  public int width() {
    return fields.stream().mapToInt(field -> field.spec().width()).reduce(0, Math::addExact);
  }

  /** Numbers that the layer hands on. */
  public int outputs() {
    return fields.stream().mapToInt(field -> field.spec().outputs()).reduce(0, Math::addExact);
  }

  /** Numbers in the embedding tables of all fields. */
  public long tableFloats() {
    return fields.stream()
        .mapToLong(field -> (long) field.spec().rows() * field.spec().outputs())
        .sum();
  }

  /** How many fields are numbers. */
  public int numerics() {
    return (int) fields.stream().filter(field -> field.spec() instanceof Numeric).count();
  }

  /** The place of each field, in the order of the file. */
  public List<Slot> slots() {
    List<Slot> slots = new ArrayList<>();
    int offset = 0;
    int number = 0;
    int embedding = 2 * numerics();
    for (Field field : fields) {
      boolean numeric = field.spec() instanceof Numeric;
      slots.add(new Slot(field, offset, numeric ? number : embedding));
      offset += field.spec().width();
      number += numeric ? field.spec().outputs() : 0;
      embedding += numeric ? 0 : field.spec().outputs();
    }
    return List.copyOf(slots);
  }

  /** The places of the fields with a vocabulary that is learned, in the order of the file. */
  public List<Slot> vocabularies() {
    return slots().stream()
        .filter(slot -> slot.spec() instanceof Categorical category && category.isLearned())
        .toList();
  }
}

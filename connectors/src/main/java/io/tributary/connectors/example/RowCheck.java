package io.tributary.connectors.example;

import io.tributary.model.field.FieldRow;
import io.tributary.model.field.FieldSpec;
import io.tributary.model.field.FieldSpec.Categorical;
import io.tributary.model.field.FieldSpec.Numeric;
import io.tributary.model.field.FieldSpec.Sparse;
import io.tributary.model.field.FieldSpec.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges field rows that come as they are, in the Avro form. */
final class RowCheck {

  private final List<FieldRow.Slot> slots;

  /** Of a model's fields. */
  RowCheck(FieldRow fields) {
    slots = fields.slots();
  }

  /** What is wrong with a row of the right width, if anything. */
  @Nullable Rejection check(float[] row) {
    for (FieldRow.Slot slot : slots) {
      if (!isRight(slot.spec(), row, slot.offset())) {
        String problem = "the row holds what is no value of the field '%s'";
        return new Rejection(Reason.WRONG_FIELD, problem.formatted(slot.field().name()));
      }
    }
    return null;
  }

  private static boolean isRight(FieldSpec spec, float[] row, int offset) {
    if (spec instanceof Numeric) {
      return !Float.isInfinite(row[offset]);
    }
    if (spec instanceof Categorical) {
      return isCount(row[offset], FieldSpec.EXACT - 1)
          && isCount(row[offset + 1], FieldSpec.EXACT - 1);
    }
    int stride = spec instanceof Sparse ? 2 : 1;
    int most = spec instanceof Text text ? text.buckets() : ((Sparse) spec).size();
    for (int at = offset; at < offset + spec.width(); at += stride) {
      if (!isCount(row[at], most) || (stride == 2 && !Float.isFinite(row[at + 1]))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCount(float value, int most) {
    return value >= 0 && value <= most && value == Math.rint(value);
  }
}

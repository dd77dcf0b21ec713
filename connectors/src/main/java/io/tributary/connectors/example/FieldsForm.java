package io.tributary.connectors.example;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tributary.model.field.FieldHash;
import io.tributary.model.field.FieldRow;
import io.tributary.model.field.FieldSpec;
import io.tributary.model.field.FieldSpec.Categorical;
import io.tributary.model.field.FieldSpec.Numeric;
import io.tributary.model.field.FieldSpec.Sparse;
import io.tributary.model.field.FieldSpec.Text;
import io.tributary.model.field.TextGrams;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Parses an object of named inputs, token by token, straight into a field row. What is wrong with
 * one field does not end the parsing; the first thing that is wrong is told. Used by one thread at
 * a time.
 */
final class FieldsForm {

  private final List<FieldRow.Slot> slots;
  private final Map<String, Integer> byName = new HashMap<>();
  private final @Nullable TextGrams[] grams;
  private final @Nullable SparseForm[] vectors;
  private final float[] missing;
  private final int[] seenIn;
  private int record;

  /** Of a model's fields. */
  FieldsForm(FieldRow fields) {
    slots = fields.slots();
    missing = new float[fields.width()];
    grams = new TextGrams[slots.size()];
    vectors = new SparseForm[slots.size()];
    seenIn = new int[slots.size()];
    for (int i = 0; i < slots.size(); i++) {
      FieldRow.Slot slot = slots.get(i);
      byName.put(slot.field().name(), i);
      if (slot.spec() instanceof Numeric) {
        missing[slot.offset()] = Float.NaN;
      } else if (slot.spec() instanceof Text text) {
        grams[i] = new TextGrams(text);
      } else if (slot.spec() instanceof Sparse sparse) {
        vectors[i] = new SparseForm(name(i), sparse, slot.offset());
      }
    }
  }

  /** Parses the value of {@code features}, at its first token, into a draft. */
  void read(JsonParser json, Draft draft) throws IOException, Rejection {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      draft.wrongFeatures = new Rejection(Reason.WRONG_FIELD, "features is no object of fields");
      return;
    }
    record++;
    float[] row = missing.clone();
    Rejection wrong = null;
    int place = 0;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      place++;
      Integer index = byName.get(json.currentName());
      JsonToken token = json.nextToken();
      if (index == null) {
        json.skipChildren();
        wrong = wrong == null ? unknown(place) : wrong;
        continue;
      }
      if (seenIn[index] == record) {
        throw new Rejection(Reason.UNPARSEABLE, name(index) + " is there twice");
      }
      seenIn[index] = record;
      if (token != JsonToken.VALUE_NULL) {
        Rejection found = read(index, json, row);
        wrong = wrong == null ? found : wrong;
      }
    }
    draft.features = row;
    draft.wrongFeatures = wrong;
  }

  private static Rejection unknown(int place) {
    return new Rejection(
        Reason.UNKNOWN_FIELD, "name " + place + " in features is no field of the configuration");
  }

  private @Nullable Rejection read(int index, JsonParser json, float[] row) throws IOException {
    FieldRow.Slot slot = slots.get(index);
    FieldSpec spec = slot.spec();
    if (spec instanceof Sparse) {
      return Objects.requireNonNull(vectors[index]).read(json, row);
    }
    JsonToken token = json.currentToken();
    if (!token.isScalarValue()) {
      json.skipChildren();
      return new Rejection(Reason.WRONG_FIELD, name(index) + " takes a single value");
    }
    if (spec instanceof Numeric numeric) {
      return number(index, numeric, slot.offset(), json, row);
    }
    char[] text = json.getTextCharacters();
    int from = json.getTextOffset();
    int to = from + json.getTextLength();
    if (spec instanceof Categorical) {
      long hash = FieldHash.of(text, from, to);
      row[slot.offset()] = FieldHash.high(hash);
      row[slot.offset() + 1] = FieldHash.low(hash);
    } else {
      Objects.requireNonNull(grams[index]).fill(text, from, to, row, slot.offset());
    }
    return null;
  }

  private @Nullable Rejection number(
      int index, Numeric numeric, int at, JsonParser json, float[] row) throws IOException {
    JsonToken token = json.currentToken();
    double value;
    if (token.isNumeric()) {
      value = json.getDoubleValue();
      if (Double.isNaN(value)) {
        return null; // how Python writes a missing number
      }
    } else {
      value = token == JsonToken.VALUE_STRING ? NumberText.value(json.getText()) : Double.NaN;
    }
    float put = (float) (numeric.transform() == FieldSpec.Transform.LOG ? log(value) : value);
    row[at] = put;
    return Float.isFinite(put)
        ? null
        : new Rejection(Reason.NOT_A_NUMBER, name(index) + " is no finite number");
  }

  private static double log(double value) {
    return Math.copySign(StrictMath.log1p(Math.abs(value)), value);
  }

  private String name(int index) {
    return "the field '" + slots.get(index).field().name() + "'";
  }
}

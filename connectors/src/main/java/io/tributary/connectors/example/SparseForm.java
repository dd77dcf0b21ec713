package io.tributary.connectors.example;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tributary.model.field.FieldSpec.Sparse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Parses a sparse vector, an object of two arrays, into the slots of its field. */
final class SparseForm {

  private final String name;
  private final Sparse sparse;
  private final int offset;
  private @Nullable Rejection wrong;

  /**
   * Of one field.
   *
   * @param name for messages
   * @param offset of its first slot in the row
   */
  SparseForm(String name, Sparse sparse, int offset) {
    this.name = name;
    this.sparse = sparse;
    this.offset = offset;
  }

  /** Parses the value at its first token; what is wrong with it, if anything. */
  @Nullable Rejection read(JsonParser json, float[] row) throws IOException {
    wrong = null;
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return new Rejection(Reason.WRONG_FIELD, name + " takes an object of indices and values");
    }
    int indices = -1;
    int values = -1;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      boolean array = json.nextToken() == JsonToken.START_ARRAY;
      if (array && indices < 0 && key.equals("indices")) {
        indices = indices(json, row);
      } else if (array && values < 0 && key.equals("values")) {
        values = values(json, row);
      } else {
        json.skipChildren();
        wrong(Reason.WRONG_FIELD, " takes indices and values, an array each");
      }
    }
    if (values < 0) {
      for (int i = 0; i < Math.min(indices, sparse.entries()); i++) {
        row[offset + 2 * i + 1] = 1;
      }
    } else if (indices != values) {
      wrong(
          Reason.WRONG_LENGTH,
          " has %d indices and %d values".formatted(Math.max(0, indices), values));
    }
    return wrong;
  }

  private int indices(JsonParser json, float[] row) throws IOException {
    int count = 0;
    JsonToken token;
    while ((token = json.nextToken()) != JsonToken.END_ARRAY) {
      double index = token == JsonToken.VALUE_NUMBER_INT ? json.getDoubleValue() : -1;
      json.skipChildren();
      if (index >= 0 && index < sparse.size()) {
        put(2 * count, (float) index + 1, row);
      } else {
        wrong(Reason.WRONG_FIELD, " has an index that is no integer in 0.." + (sparse.size() - 1));
      }
      count++;
    }
    return count;
  }

  private int values(JsonParser json, float[] row) throws IOException {
    int count = 0;
    JsonToken token;
    while ((token = json.nextToken()) != JsonToken.END_ARRAY) {
      float value = token.isNumeric() ? json.getFloatValue() : Float.NaN;
      json.skipChildren();
      if (Float.isFinite(value)) {
        put(2 * count + 1, value, row);
      } else {
        wrong(Reason.NOT_A_NUMBER, " has a value that is no finite number");
      }
      count++;
    }
    return count;
  }

  private void put(int slot, float value, float[] row) {
    if (slot < sparse.width()) {
      row[offset + slot] = value;
    } else {
      wrong(Reason.WRONG_FIELD, " has more than " + sparse.entries() + " entries");
    }
  }

  private void wrong(Reason reason, String problem) {
    wrong = wrong == null ? new Rejection(reason, name + problem) : wrong;
  }
}

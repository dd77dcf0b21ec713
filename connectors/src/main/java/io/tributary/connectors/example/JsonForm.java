package io.tributary.connectors.example;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.tributary.connectors.example.Draft.Label;
import io.tributary.connectors.example.Draft.Word;
import io.tributary.model.config.ModelConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the JSON form, token by token and without a tree, straight into arrays. */
final class JsonForm {

  // NaN and Infinity are let through to be rejected for what they are: Python writes them.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100)
                  .maxNumberLength(1000)
                  .maxNameLength(10_000)
                  .build())
          .build();

  /** Takes inputs of any length. */
  static final int ANY_LENGTH = -1;

  private final int length;
  private final @Nullable FieldsForm fields;

  /**
   * Of inputs of a length.
   *
   * @param length features of an input, or {@link #ANY_LENGTH}
   */
  JsonForm(int length) {
    this.length = length;
    fields = null;
  }

  /** Of inputs of a model. */
  JsonForm(ModelConfig model) {
    length = model.features();
    fields = model.fields().isEmpty() ? null : new FieldsForm(model.fields());
  }

  Draft parse(byte[] value) throws Rejection {
    try (JsonParser json = FACTORY.createParser(value)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new Rejection(Reason.UNPARSEABLE, "the value is no JSON object");
      }
      Draft draft = new Draft();
      int seen = 0;
      while (json.nextToken() != JsonToken.END_OBJECT) {
        int field = field(json.currentName());
        json.nextToken();
        if (field == 0) {
          json.skipChildren();
          continue;
        }
        if ((seen & field) != 0) {
          throw new Rejection(
              Reason.UNPARSEABLE, "the field " + json.currentName() + " is there twice");
        }
        seen |= field;
        if (json.currentToken() != JsonToken.VALUE_NULL) {
          read(field, json, draft);
        }
      }
      if (json.nextToken() != null) {
        throw new Rejection(Reason.UNPARSEABLE, "something follows the JSON object");
      }
      return draft;
    } catch (IOException e) {
      throw new Rejection(Reason.UNPARSEABLE, "the value is no JSON", e);
    }
  }

  private static int field(String name) {
    return switch (name) {
      case "task" -> 1;
      case "features" -> 2;
      case "label" -> 4;
      case "labels" -> 8;
      case "split" -> 16;
      case "id" -> 32;
      case "time" -> 64;
      default -> 0;
    };
  }

  private void read(int field, JsonParser json, Draft draft) throws IOException, Rejection {
    switch (field) {
      case 1 -> draft.task = text(json, "task");
      case 2 -> features(json, draft);
      case 4 -> draft.single = label(json, null);
      case 8 -> draft.labels = labels(json);
      case 16 -> split(json, draft);
      case 32 -> id(json, draft);
      default -> time(json, draft);
    }
  }

  private static String text(JsonParser json, String field) throws IOException, Rejection {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new Rejection(Reason.UNPARSEABLE, "the field " + field + " is no text");
    }
    return json.getText();
  }

  private void features(JsonParser json, Draft draft) throws IOException, Rejection {
    if (fields != null) {
      fields.read(json, draft);
      return;
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      draft.wrongFeatures = new Rejection(Reason.NOT_A_NUMBER, "features is no array");
      return;
    }
    float[] features = new float[length == ANY_LENGTH ? 256 : length];
    int count = 0;
    int bad = -1;
    JsonToken token;
    while ((token = json.nextToken()) != JsonToken.END_ARRAY) {
      float feature = Float.NaN;
      if (token.isNumeric()) {
        feature = json.getFloatValue();
      } else {
        json.skipChildren();
      }
      if (!Float.isFinite(feature) && bad < 0) {
        bad = count;
      }
      if (length == ANY_LENGTH && count == features.length) {
        features = Arrays.copyOf(features, 2 * count);
      }
      if (count < features.length) {
        features[count] = feature;
      }
      count++;
    }
    boolean any = length == ANY_LENGTH;
    draft.features = any ? Arrays.copyOf(features, count) : features;
    draft.wrongFeatures = Checks.features(count, any ? count : length, bad);
  }

  private static Label label(JsonParser json, @Nullable String task) throws IOException {
    JsonToken token = json.currentToken();
    if (token.isNumeric()) {
      return Label.number(task, json.getDoubleValue());
    }
    if (token == JsonToken.VALUE_STRING || token.isBoolean()) {
      return Label.word(task, new Word(json.getText(), token.isBoolean()));
    }
    if (token != JsonToken.START_ARRAY) {
      json.skipChildren();
      return Label.wrong(task, new Rejection(Reason.NOT_A_NUMBER, "a label is no number"));
    }
    double[] values = new double[4];
    int count = 0;
    boolean numbers = true;
    while ((token = json.nextToken()) != JsonToken.END_ARRAY) {
      if (!token.isNumeric()) {
        numbers = false;
        json.skipChildren();
        continue;
      }
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = json.getDoubleValue();
    }
    return numbers
        ? Label.array(task, Arrays.copyOf(values, count))
        : Label.wrong(
            task, new Rejection(Reason.NOT_A_NUMBER, "a label has a value that is no number"));
  }

  private static List<Label> labels(JsonParser json) throws IOException, Rejection {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new Rejection(Reason.UNPARSEABLE, "the field labels is no object");
    }
    List<Label> labels = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String task = json.currentName();
      json.nextToken();
      labels.add(label(json, task));
    }
    return labels;
  }

  private static void split(JsonParser json, Draft draft) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      draft.split = json.getText();
    } else {
      json.skipChildren();
      draft.wrongSplit = new Rejection(Reason.BAD_SPLIT, "split is no text");
    }
  }

  private static void id(JsonParser json, Draft draft) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING || json.currentToken().isNumeric()) {
      draft.id = json.getText();
    } else {
      json.skipChildren();
      draft.wrongId = new Rejection(Reason.BAD_ID, "id is neither a text nor a number");
    }
  }

  private static void time(JsonParser json, Draft draft) throws IOException {
    boolean scalar = json.currentToken().isScalarValue();
    json.skipChildren();
    draft.time = scalar ? json.getText() : "";
  }
}

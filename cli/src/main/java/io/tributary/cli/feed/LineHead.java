package io.tributary.cli.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What feeding needs to know of a JSON example: its task and its time. Everything else, and whether
 * the line is an example at all, is for the job to judge.
 *
 * @param task its name; empty when the line names none
 * @param time in milliseconds since the epoch, or null when the line has none that can be read
 * @param whole whether the line is a JSON object to its end
 */
record LineHead(String task, @Nullable Long time, boolean whole) {

  private static final JsonFactory FACTORY = new JsonFactory();

  static LineHead of(byte[] line) {
    String task = "";
    Long time = null;
    try (JsonParser parser = FACTORY.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new LineHead("", null, false);
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        JsonToken value = parser.nextToken();
        if (name.equals("task") && value == JsonToken.VALUE_STRING) {
          task = parser.getText();
        } else if (name.equals("time")) {
          time = time(parser, value);
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException notJson) {
      return new LineHead(task, time, false); // the job rejects it and says why
    }
    return new LineHead(task, time, true);
  }

  private static @Nullable Long time(JsonParser parser, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NUMBER_INT) {
      boolean absurd = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER;
      return absurd ? null : parser.getLongValue();
    }
    if (value == JsonToken.VALUE_STRING) {
      try {
        return OffsetDateTime.parse(parser.getText()).toInstant().toEpochMilli();
      } catch (DateTimeException notATime) {
        return null;
      }
    }
    parser.skipChildren();
    return null;
  }
}

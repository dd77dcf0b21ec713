package io.tributary.cli.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tributary.model.Split;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Takes a label out of JSON examples with several; everything else stays as it was written. */
final class FewerLabels {

  private static final JsonFactory FACTORY = new JsonFactory();

  private FewerLabels() {}

  /**
   * The record without a task's label.
   *
   * @param record that decodes, with {@code labels}
   * @param split that it says from now on
   */
  static byte[] of(byte[] record, String task, Split split) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(record.length + 32);
    try (JsonParser in = FACTORY.createParser(record);
        JsonGenerator out = FACTORY.createGenerator(bytes)) {
      in.nextToken();
      out.writeStartObject();
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        JsonToken value = in.nextToken();
        if (name.equals("split")) {
          in.skipChildren();
          continue;
        }
        out.writeFieldName(name);
        if (name.equals("labels") && value == JsonToken.START_OBJECT) {
          labels(in, out, task);
        } else {
          out.copyCurrentStructureExact(in);
        }
      }
      out.writeStringField("split", split.name().toLowerCase(Locale.ROOT));
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void labels(JsonParser in, JsonGenerator out, String task) throws IOException {
    out.writeStartObject();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      if (name.equals(task)) {
        in.skipChildren();
      } else {
        out.writeFieldName(name);
        out.copyCurrentStructureExact(in);
      }
    }
    out.writeEndObject();
  }
}

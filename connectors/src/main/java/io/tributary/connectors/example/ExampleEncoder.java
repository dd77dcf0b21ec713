package io.tributary.connectors.example;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.tributary.connectors.serialization.Wire;
import io.tributary.model.Split;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Writes example records in the forms that {@link ExampleDecoder} takes. */
public final class ExampleEncoder {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private ExampleEncoder() {}

  /** As JSON, for {@code content-type: application/json}. */
  public static byte[] json(ExampleRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + 12 * record.features().length);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      boolean one = record.labels().size() == 1;
      if (!one) {
        json.writeObjectFieldStart("labels");
      }
      for (Map.Entry<String, float[]> label : record.labels().entrySet()) {
        if (one) {
          json.writeStringField("task", label.getKey());
        }
        json.writeFieldName(one ? "label" : label.getKey());
        write(label.getValue(), json);
      }
      if (!one) {
        json.writeEndObject();
      }
      writeRest(record.split(), record.id(), record.time(), json);
      json.writeArrayFieldStart("features");
      for (float feature : record.features()) {
        json.writeNumber(feature);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Named inputs as JSON, for {@code content-type: application/json}. */
  public static byte[] json(NamedRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeFieldName("features");
      writeValue(record.features(), json);
      json.writeFieldName("labels");
      writeValue(record.labels(), json);
      writeRest(record.split(), record.id(), record.time(), json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeRest(
      @Nullable Split split, @Nullable String id, @Nullable Instant time, JsonGenerator json)
      throws IOException {
    if (split != null) {
      json.writeStringField("split", name(split));
    }
    if (id != null) {
      json.writeStringField("id", id);
    }
    if (time != null) {
      json.writeNumberField("time", time.toEpochMilli());
    }
  }

  private static void writeValue(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        writeValue(entry.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        writeValue(element, json);
      }
      json.writeEndArray();
    } else if (value instanceof float[] numbers) {
      write(numbers, json);
    } else {
      json.writeObject(value); // a text, a number, a truth value or null
    }
  }

  private static void write(float[] label, JsonGenerator json) throws IOException {
    if (label.length == 1) {
      writeNumber(label[0], json);
      return;
    }
    json.writeStartArray();
    for (float value : label) {
      writeNumber(value, json);
    }
    json.writeEndArray();
  }

  private static void writeNumber(float value, JsonGenerator json) throws IOException {
    if (value == (int) value) {
      json.writeNumber((int) value); // class 3, not 3.0
    } else {
      json.writeNumber(value);
    }
  }

  /** As Avro by the schema {@code example.avsc}, for {@code content-type: avro/binary}. */
  public static byte[] avro(ExampleRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + 4 * record.features().length);
    BinaryEncoder avro = EncoderFactory.get().directBinaryEncoder(bytes, null);
    Map<String, float[]> labels = record.labels();
    @Nullable String task = labels.size() == 1 ? labels.keySet().iterator().next() : null;
    try {
      writeNullable(task, avro);
      avro.writeBytes(Wire.toBytes(record.features()));
      if (task == null) {
        avro.writeIndex(0);
        avro.writeIndex(1);
        avro.writeMapStart();
        avro.setItemCount(labels.size());
        for (Map.Entry<String, float[]> label : labels.entrySet()) {
          avro.startItem();
          avro.writeString(label.getKey());
          write(label.getValue(), 0, avro);
        }
        avro.writeMapEnd();
      } else {
        write(labels.values().iterator().next(), 1, avro);
        avro.writeIndex(0);
      }
      writeNullable(record.split() == null ? null : name(record.split()), avro);
      writeNullable(record.id(), avro);
      avro.writeIndex(record.time() == null ? 0 : 1);
      if (record.time() != null) {
        avro.writeLong(record.time().toEpochMilli());
      }
      avro.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(float[] label, int scalarBranch, BinaryEncoder avro)
      throws IOException {
    if (label.length == 1) {
      avro.writeIndex(scalarBranch);
      avro.writeFloat(label[0]);
      return;
    }
    avro.writeIndex(scalarBranch + 1);
    avro.writeArrayStart();
    avro.setItemCount(label.length);
    for (float value : label) {
      avro.startItem();
      avro.writeFloat(value);
    }
    avro.writeArrayEnd();
  }

  private static void writeNullable(@Nullable String text, BinaryEncoder avro) throws IOException {
    avro.writeIndex(text == null ? 0 : 1);
    if (text != null) {
      avro.writeString(text);
    }
  }

  private static String name(Split split) {
    return split.name().toLowerCase(Locale.ROOT);
  }
}

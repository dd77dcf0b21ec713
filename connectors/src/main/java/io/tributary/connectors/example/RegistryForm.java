package io.tributary.connectors.example;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tributary.connectors.serialization.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Parses Avro records of any schema that a registry knows: a byte 0, the schema's id in four bytes,
 * the highest first, and the record. What it holds is written as JSON and read as that, so that
 * both forms mean the same; features and labels may be bytes too, float32 little-endian.
 */
final class RegistryForm {

  private static final int HEAD = 5;
  private static final JsonFactory JSON_FACTORY = new JsonFactory();
  private static final Set<String> FIELDS =
      Set.of("task", "features", "label", "labels", "split", "id", "time");

  private final SchemaRegistry registry;
  private final JsonForm json;
  private final Map<Integer, Reader> readers = new HashMap<>();

  RegistryForm(SchemaRegistry registry, JsonForm json) {
    this.registry = registry;
    this.json = json;
  }

  /** Whether a value begins as such records do; no JSON does. */
  static boolean isFramed(byte[] value) {
    return value.length >= HEAD && value[0] == 0;
  }

  Draft parse(byte[] value) throws Rejection {
    int id = ByteBuffer.wrap(value).getInt(1);
    Reader reader = readers.get(id);
    if (reader == null) {
      reader = new Reader(registry.schema(id));
      readers.put(id, reader);
    }
    try {
      BinaryDecoder avro =
          DecoderFactory.get().binaryDecoder(value, HEAD, value.length - HEAD, null);
      Object datum = reader.read(null, avro);
      if (avro.inputStream().available() > 0) {
        throw new Rejection(Reason.UNPARSEABLE, "something follows the Avro record");
      }
      if (!(datum instanceof GenericRecord record)) {
        throw new Rejection(Reason.UNPARSEABLE, "the value is no Avro record");
      }
      return json.parse(toJson(record));
    } catch (IOException | AvroRuntimeException | UnsupportedOperationException e) {
      throw new Rejection(Reason.UNPARSEABLE, "the value is no Avro record of the schema " + id, e);
    }
  }

  private static byte[] toJson(GenericRecord record) throws IOException, Rejection {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON_FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      for (Schema.Field field : record.getSchema().getFields()) {
        if (FIELDS.contains(field.name())) {
          out.writeFieldName(field.name());
          write(record.get(field.pos()), out);
        }
      }
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void write(Object value, JsonGenerator out) throws IOException, Rejection {
    if (value instanceof IndexedRecord record) {
      out.writeStartObject();
      for (Schema.Field field : record.getSchema().getFields()) {
        out.writeFieldName(field.name());
        write(record.get(field.pos()), out);
      }
      out.writeEndObject();
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName(String.valueOf(entry.getKey()));
        write(entry.getValue(), out);
      }
      out.writeEndObject();
    } else if (value instanceof Collection<?> items) {
      out.writeStartArray();
      for (Object item : items) {
        write(item, out);
      }
      out.writeEndArray();
    } else if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      floats(bytes, out);
    } else if (value instanceof GenericFixed fixed) {
      floats(fixed.bytes(), out);
    } else {
      plain(value, out);
    }
  }

  private static void floats(byte[] bytes, JsonGenerator out) throws IOException, Rejection {
    if (bytes.length % Float.BYTES != 0) {
      throw new Rejection(
          Reason.WRONG_LENGTH, "numbers have " + bytes.length + " bytes, no multiple of 4");
    }
    float[] values = Wire.toFloats(bytes, 0, bytes.length / Float.BYTES);
    out.writeStartArray();
    for (float value : values) {
      out.writeNumber(value);
    }
    out.writeEndArray();
  }

  private static void plain(Object value, JsonGenerator out) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof Integer number) {
      out.writeNumber(number);
    } else if (value instanceof Long number) {
      out.writeNumber(number);
    } else if (value instanceof Float number) {
      out.writeNumber(number);
    } else if (value instanceof Double number) {
      out.writeNumber(number);
    } else {
      out.writeString(value.toString()); // text, or the symbol of an enum
    }
  }

  /** Allocates no more than has come already, whatever lengths a record claims. */
  private static final class Reader extends GenericDatumReader<Object> {
    private static final int FIRST = 256;

    Reader(Schema schema) {
      super(schema);
    }

    @Override
    protected Object newArray(Object old, int size, Schema schema) {
      return super.newArray(old, Math.min(size, FIRST), schema);
    }

    @Override
    protected Object newMap(Object old, int size) {
      return super.newMap(old, Math.min(size, FIRST));
    }
  }
}

package io.tributary.connectors.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers.DoubleDeserializer;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers.FloatDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Our records as JSON. The same record always gives the same bytes: fields stand in the order of
 * the record's components, maps in their own order. NaN and the infinities, which JSON has no
 * numbers for, become null, and null becomes NaN where a number must be; arrays of primitives,
 * which no record has, are left to Jackson. Unknown fields are ignored, so that older readers read
 * newer records.
 */
public final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .addModule(
              new SimpleModule()
                  .addSerializer(double.class, new FiniteNumbers<>(Double.class))
                  .addSerializer(Double.class, new FiniteNumbers<>(Double.class))
                  .addSerializer(float.class, new FiniteNumbers<>(Float.class))
                  .addSerializer(Float.class, new FiniteNumbers<>(Float.class))
                  .addDeserializer(double.class, new DoubleDeserializer(double.class, Double.NaN))
                  .addDeserializer(float.class, new FloatDeserializer(float.class, Float.NaN)))
          .build();

  private Json() {}

  /** A record, map or list as UTF-8. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A record, map or list as one line of text. */
  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A record, map or list as indented text. */
  public static String indented(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #bytes} wrote.
   *
   * @throws UncheckedIOException when it is no such thing
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return present(MAPPER.readValue(json, type));
    } catch (IOException e) {
      throw new UncheckedIOException("Not the JSON of a " + type.getSimpleName(), e);
    }
  }

  /** Reads a record of a topic, when it is what {@link #bytes} wrote and not somebody else's. */
  public static <T> Optional<T> find(byte @Nullable [] json, Class<T> type) {
    try {
      return json == null ? Optional.empty() : Optional.of(read(json, type));
    } catch (UncheckedIOException foreign) {
      return Optional.empty();
    }
  }

  /**
   * Reads a map from texts to values of a type.
   *
   * @throws UncheckedIOException when it is no such thing
   */
  public static <T> Map<String, T> readMap(String json, Class<T> type) {
    try {
      Map<String, T> map =
          MAPPER.readValue(
              json,
              MAPPER.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, type));
      return present(map);
    } catch (IOException e) {
      throw new UncheckedIOException("Not the JSON of a map", e);
    }
  }

  /** The text {@code null} is JSON too, but no record and no map. */
  private static <T> T present(@Nullable T value) throws IOException {
    if (value == null) {
      throw new IOException("null");
    }
    return value;
  }

  private static final class FiniteNumbers<N extends Number> extends StdSerializer<N> {
    private static final long serialVersionUID = 1;

    private FiniteNumbers(Class<N> type) {
      super(type);
    }

    @Override
    public void serialize(N number, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (!Double.isFinite(number.doubleValue())) {
        json.writeNull();
      } else if (number instanceof Float) {
        json.writeNumber(number.floatValue());
      } else {
        json.writeNumber(number.doubleValue());
      }
    }
  }
}

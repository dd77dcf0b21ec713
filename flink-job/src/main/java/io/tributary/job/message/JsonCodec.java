package io.tributary.job.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.connectors.serialization.Codec;
import io.tributary.connectors.serialization.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Values as JSON inside Flink's network and state: for small ones whose form may grow, since
 * unknown fields are ignored and absent ones are null or 0. Numbers come back bit for bit.
 *
 * @param <T> a record
 */
public abstract class JsonCodec<T> implements Codec<T> {

  private static final long serialVersionUID = 1;

  static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Reads what {@link #write} wrote. */
  static <V> V read(byte[] json, Class<V> type) throws IOException {
    V value;
    try {
      value = MAPPER.readValue(json, type);
    } catch (JsonProcessingException damaged) {
      throw new IOException("Damaged: not the JSON of a " + type.getSimpleName(), damaged);
    }
    if (value == null) {
      throw new IOException("Damaged: null for a " + type.getSimpleName());
    }
    return value;
  }

  @Override
  public void write(T value, DataOutputView out) throws IOException {
    Wire.writeBytes(MAPPER.writeValueAsBytes(value), out);
  }

  @Override
  public T read(DataInputView in, int version) throws IOException {
    return read(Wire.readBytes(in), type());
  }
}

package io.tributary.job.message;

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

  @Override
  public void write(T value, DataOutputView out) throws IOException {
    Wire.writeBytes(MAPPER.writeValueAsBytes(value), out);
  }

  @Override
  public T read(DataInputView in, int version) throws IOException {
    return MAPPER.readValue(Wire.readBytes(in), type());
  }
}

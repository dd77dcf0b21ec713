package io.tributary.connectors.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Another reader of safetensors, written from the format's public definition and sharing nothing
 * with ours: N as 8 bytes little-endian, N bytes of JSON, then the data that data_offsets index.
 */
final class PublicFormat {

  final Map<String, String> metadata = new LinkedHashMap<>();
  final Map<String, int[]> shapes = new LinkedHashMap<>();
  final Map<String, float[]> tensors = new LinkedHashMap<>();
  final long dataBegin;

  PublicFormat(byte[] file) throws IOException {
    long headerLength =
        Long.reverseBytes(new DataInputStream(new ByteArrayInputStream(file)).readLong());
    dataBegin = 8 + headerLength;
    JsonNode header = new ObjectMapper().readTree(new String(file, 8, (int) headerLength, UTF_8));
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (field.getKey().equals("__metadata__")) {
        field
            .getValue()
            .properties()
            .forEach(e -> metadata.put(e.getKey(), e.getValue().textValue()));
      } else {
        tensor(field.getKey(), field.getValue(), file);
      }
    }
  }

  private void tensor(String name, JsonNode tensor, byte[] file) {
    if (!tensor.get("dtype").textValue().equals("F32")) {
      throw new IllegalArgumentException("dtype");
    }
    int[] shape = new int[tensor.get("shape").size()];
    int length = 1;
    for (int d = 0; d < shape.length; d++) {
      shape[d] = tensor.get("shape").get(d).intValue();
      length *= shape[d];
    }
    long begin = dataBegin + tensor.get("data_offsets").get(0).longValue();
    long end = dataBegin + tensor.get("data_offsets").get(1).longValue();
    if (end - begin != 4L * length) {
      throw new IllegalArgumentException("data_offsets");
    }
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      int at = (int) begin + 4 * i;
      int bits =
          (file[at] & 255)
              | (file[at + 1] & 255) << 8
              | (file[at + 2] & 255) << 16
              | file[at + 3] << 24;
      values[i] = Float.intBitsToFloat(bits);
    }
    shapes.put(name, shape);
    tensors.put(name, values);
  }
}

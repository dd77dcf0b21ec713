package io.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A reader of safetensors files that is not the product's, written from the format's public
 * definition: 8 bytes little-endian say how long the JSON header is, which follows; it gives every
 * array's dtype, shape and data_offsets into the bytes behind it.
 *
 * @param metadata texts by name
 * @param data all bytes behind the header
 * @param layout the arrays by name, offsets in elements of {@link #values}
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record PublicSafetensors(Map<String, String> metadata, byte[] data, ParameterLayout layout) {

  static PublicSafetensors parse(byte[] file) throws IOException {
    long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    int dataBegin = Math.toIntExact(8 + length);
    JsonNode header = new ObjectMapper().readTree(new String(file, 8, dataBegin - 8, UTF_8));
    byte[] data = Arrays.copyOfRange(file, dataBegin, file.length);
    Map<String, String> metadata = new TreeMap<>();
    Map<Integer, TensorSpec> tensors = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (entry.getKey().equals("__metadata__")) {
        entry.getValue().properties().forEach(e -> metadata.put(e.getKey(), text(e.getValue())));
      } else {
        TensorSpec tensor = tensor(entry.getKey(), entry.getValue());
        tensors.put(tensor.offset(), tensor);
      }
    }
    int end = 0;
    for (TensorSpec tensor : tensors.values()) {
      require(tensor.offset() == end, "a hole or an overlap before " + tensor.name());
      end += tensor.length();
    }
    require(4 * end == data.length, "data that no array names");
    return new PublicSafetensors(
        metadata,
        data,
        new ParameterLayout(new Segment(0, end), List.of(), List.copyOf(tensors.values())));
  }

  private static TensorSpec tensor(String name, JsonNode entry) {
    require(text(entry.required("dtype")).equals("F32"), name + " is no float32");
    List<Integer> shape = new ArrayList<>();
    entry.required("shape").forEach(size -> shape.add(size.intValue()));
    int begin = entry.required("data_offsets").required(0).intValue();
    int end = entry.required("data_offsets").required(1).intValue();
    TensorSpec tensor =
        new TensorSpec(name, shape, begin / 4, TensorSpec.Order.ROW_MAJOR, TensorSpec.Kind.LEARNED);
    require(begin % 4 == 0 && end - begin == 4 * tensor.length(), name + " has another size");
    return tensor;
  }

  /** All arrays, one after the other. */
  float[] values() {
    float[] values = new float[data.length / 4];
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  private static String text(JsonNode node) {
    require(node.isTextual(), "no text: " + node);
    return node.textValue();
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }
}

package io.tributary.connectors.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tributary.connectors.serialization.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses safetensors files from anywhere. Memory stays within a small multiple of the file. */
final class SafetensorsParser {

  private static final int MAX_HEADER = 100_000_000; // the format's own bound

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(4)
                  .maxNumberLength(20)
                  .maxStringLength(MAX_HEADER)
                  .build())
          .build();

  private record Entry(String name, List<Integer> shape, long begin, long end) {}

  private SafetensorsParser() {}

  static Safetensors parse(byte[] file) {
    if (file.length < Long.BYTES) {
      throw broken("it is shorter than 8 bytes");
    }
    long header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (header < 2 || header > MAX_HEADER || header > file.length - Long.BYTES) {
      throw broken("its header cannot be " + Long.toUnsignedString(header) + " bytes long");
    }
    if (file[Long.BYTES] != '{') {
      throw broken("its header does not begin with {");
    }
    int data = Long.BYTES + (int) header;
    Map<String, String> metadata = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    // A copy: of a part of an array, Jackson 2.21 reads on behind its end when it is a long one.
    byte[] text = Arrays.copyOfRange(file, Long.BYTES, data);
    try (JsonParser json = JSON.createParser(text)) {
      header(json, metadata, entries);
    } catch (IOException e) {
      throw new CheckpointException("Not a safetensors file: its header is no such JSON", e);
    }
    return new Safetensors(metadata, tensors(entries, file, data));
  }

  private static void header(JsonParser json, Map<String, String> metadata, List<Entry> entries)
      throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      expect(json.nextToken(), JsonToken.START_OBJECT);
      if (name.equals(Safetensors.METADATA)) {
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String key = json.currentName();
          expect(json.nextToken(), JsonToken.VALUE_STRING);
          metadata.put(key, json.getText());
        }
      } else {
        entries.add(entry(json, name));
      }
    }
    if (json.nextToken() != null) {
      throw broken("something follows the object of its header");
    }
  }

  private static Entry entry(JsonParser json, String name) throws IOException {
    String type = "";
    List<Long> shape = null;
    List<Long> offsets = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "dtype" -> {
          expect(json.currentToken(), JsonToken.VALUE_STRING);
          type = json.getText();
        }
        case "shape" -> shape = numbers(json);
        case "data_offsets" -> offsets = numbers(json);
        default -> throw broken("a tensor has a field that the format does not know");
      }
    }
    if (!type.equals("F32")) {
      throw new CheckpointException("Only tensors of type F32 can be read");
    }
    if (shape == null || offsets == null || offsets.size() != 2) {
      throw broken("a tensor lacks its shape or its data_offsets");
    }
    List<Integer> sizes = new ArrayList<>(shape.size());
    for (long size : shape) {
      if (size > Integer.MAX_VALUE) {
        throw broken("a tensor is larger than the file");
      }
      sizes.add((int) size);
    }
    return new Entry(name, sizes, offsets.get(0), offsets.get(1));
  }

  private static List<Long> numbers(JsonParser json) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY);
    List<Long> numbers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT);
      long number = json.getLongValue();
      if (number < 0) {
        throw broken("a size or an offset is negative");
      }
      numbers.add(number);
    }
    return numbers;
  }

  private static List<Tensor> tensors(List<Entry> entries, byte[] file, int data) {
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    List<Tensor> tensors = new ArrayList<>(entries.size());
    long expected = 0;
    for (Entry entry : entries) {
      if (entry.begin() != expected || entry.end() < entry.begin()) {
        throw broken("its tensors overlap or leave holes");
      }
      if (entry.end() > file.length - data) {
        throw broken("its data is cut off");
      }
      long bytes = entry.end() - entry.begin();
      if (bytes != bytes(entry.shape(), bytes)) {
        throw broken("the shape and the data_offsets of a tensor differ in size");
      }
      int count = (int) (bytes / Float.BYTES);
      float[] values = Wire.toFloats(file, data + (int) entry.begin(), count);
      tensors.add(new Tensor(entry.name(), entry.shape(), values));
      expected = entry.end();
    }
    if (expected != file.length - data) {
      throw broken("something follows its tensors");
    }
    return tensors;
  }

  /** Bytes of a shape, or −1 when they are more than there can be. */
  private static long bytes(List<Integer> shape, long limit) {
    long bytes = Float.BYTES;
    if (shape.contains(0)) {
      return 0;
    }
    for (int size : shape) {
      bytes *= size;
      if (bytes > limit) {
        return -1;
      }
    }
    return bytes;
  }

  private static void expect(JsonToken found, JsonToken wanted) {
    if (found != wanted) {
      throw broken("its header is not of the form that the format has");
    }
  }

  private static CheckpointException broken(String why) {
    return new CheckpointException("Not a safetensors file: " + why);
  }
}

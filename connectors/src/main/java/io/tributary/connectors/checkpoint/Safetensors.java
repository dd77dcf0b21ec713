package io.tributary.connectors.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tributary.connectors.serialization.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of named float32 arrays and texts in the safetensors format: the length of a JSON header
 * (8 bytes, little-endian), the header, padded with spaces so that the data starts at a multiple of
 * 8, and the arrays one after the other. The same contents always give the same bytes.
 *
 * @param metadata texts by name, in order
 * @param tensors in the order of the data
 */
public record Safetensors(Map<String, String> metadata, List<Tensor> tensors) {

  static final String METADATA = "__metadata__";
  private static final int ALIGNMENT = 8;
  private static final JsonFactory JSON = new JsonFactory();

  public Safetensors {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    tensors = List.copyOf(tensors);
  }

  /**
   * Reads a file; no length in it is believed before it is checked.
   *
   * @throws CheckpointException when it is no safetensors file, or one with other types than F32
   */
  public static Safetensors parse(byte[] file) {
    return SafetensorsParser.parse(file);
  }

  /** The file. */
  public byte[] toBytes() {
    byte[] header = header();
    int padding = (ALIGNMENT - header.length % ALIGNMENT) % ALIGNMENT;
    ByteBuffer file =
        ByteBuffer.allocate(
                Math.toIntExact(Long.BYTES + (long) header.length + padding + dataLength()))
            .order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length + padding).put(header);
    for (int i = 0; i < padding; i++) {
      file.put((byte) ' ');
    }
    for (Tensor tensor : tensors) {
      file.asFloatBuffer().put(tensor.values());
      file.position(file.position() + tensor.values().length * Float.BYTES);
    }
    return file.array();
  }

  /** SHA-256 of the data, without the header, in hexadecimal. */
  public String dataSha256() {
    MessageDigest digest = sha256();
    for (Tensor tensor : tensors) {
      digest.update(Wire.toBytes(tensor.values()));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every Java has it
    }
  }

  private long dataLength() {
    return tensors.stream().mapToLong(tensor -> (long) tensor.values().length * Float.BYTES).sum();
  }

  private byte[] header() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      long offset = 0;
      for (Tensor tensor : tensors) {
        long end = offset + (long) tensor.values().length * Float.BYTES;
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", "F32");
        json.writeArrayFieldStart("shape");
        for (int size : tensor.shape()) {
          json.writeNumber(size);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("data_offsets");
        json.writeNumber(offset);
        json.writeNumber(end);
        json.writeEndArray();
        json.writeEndObject();
        offset = end;
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}

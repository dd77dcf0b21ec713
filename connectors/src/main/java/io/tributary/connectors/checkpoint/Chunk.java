package io.tributary.connectors.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What the headers of one record of the {@code checkpoints} topic say.
 *
 * @param id whose chunk it is
 * @param chunk from 0
 * @param chunks how many there are
 * @param sha256 of the whole file, in hexadecimal
 */
record Chunk(CheckpointId id, int chunk, int chunks, String sha256) {

  /** Many more than the chunks of the largest file that can be read; a header may say anything. */
  static final int MOST_CHUNKS = 1 << 14;

  static final String TYPE = "io.tributary.checkpoint.v1";
  static final String CONTENT_TYPE = "application/vnd.safetensors";

  /** Of the headers of a record, if it is a chunk. */
  static Optional<Chunk> of(Headers headers) {
    if (!TYPE.equals(text(headers, "ce_type"))) {
      return Optional.empty();
    }
    try {
      CheckpointId id =
          new CheckpointId(
              text(headers, "run"),
              Long.parseLong(text(headers, "generation")),
              Long.parseLong(text(headers, "round")));
      int chunk = Integer.parseInt(text(headers, "chunk"));
      int chunks = Integer.parseInt(text(headers, "chunks"));
      boolean possible =
          0 <= chunk
              && chunk < chunks
              && chunks <= MOST_CHUNKS
              && id.generation() >= 0
              && id.round() >= 0;
      return possible
          ? Optional.of(new Chunk(id, chunk, chunks, text(headers, "sha256")))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Equal for all chunks of one file: another's chunk under the same id is no part of it. */
  Chunk first() {
    return new Chunk(id, 0, chunks, sha256);
  }

  Map<String, String> toHeaders(String model) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_type", TYPE);
    headers.put("ce_source", "/tributary/" + model);
    headers.put("ce_id", "%s/%d/%d/%d".formatted(id.run(), id.generation(), id.round(), chunk));
    headers.put("content-type", CONTENT_TYPE);
    headers.put("run", id.run());
    headers.put("generation", Long.toString(id.generation()));
    headers.put("round", Long.toString(id.round()));
    headers.put("chunk", Integer.toString(chunk));
    headers.put("chunks", Integer.toString(chunks));
    headers.put("sha256", sha256);
    return headers;
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }
}

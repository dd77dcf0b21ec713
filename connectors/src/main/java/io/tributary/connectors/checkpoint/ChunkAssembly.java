package io.tributary.connectors.checkpoint;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts the chunks of one checkpoint together. */
final class ChunkAssembly {

  private static final int LARGEST = Integer.MAX_VALUE - 8; // of an array

  private final Chunk first;
  private final Map<Integer, byte[]> parts = new TreeMap<>();
  private long length;

  ChunkAssembly(Chunk first) {
    this.first = first;
  }

  /** Takes a chunk, and gives the file when that was the last one missing. */
  Optional<CheckpointFile> add(Chunk chunk, byte[] part) {
    if (parts.putIfAbsent(chunk.chunk(), part) == null) {
      length += part.length;
    }
    if (length > LARGEST) {
      throw new CheckpointException(
          "The checkpoint of round %d is larger than 2 GiB".formatted(first.id().round()));
    }
    if (parts.size() < first.chunks()) {
      return Optional.empty();
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream((int) length);
    parts.values().forEach(file::writeBytes);
    byte[] bytes = file.toByteArray();
    byte[] sha256 = Safetensors.sha256().digest(bytes);
    if (!HexFormat.of().formatHex(sha256).equals(first.sha256())) {
      throw new CheckpointException(
          "The checkpoint of round %d is damaged: its SHA-256 is another one"
              .formatted(first.id().round()));
    }
    return Optional.of(new CheckpointFile(first.id(), bytes));
  }
}

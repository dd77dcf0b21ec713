package io.tributary.connectors.checkpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Puts the wanted checkpoints together from the chunks of all, and hands each on when whole. */
final class OpenFiles {

  private final Set<CheckpointId> wanted;
  private final Consumer<CheckpointFile> reader;
  private final Map<Chunk, ChunkAssembly> open = new HashMap<>();

  OpenFiles(Set<CheckpointId> wanted, Consumer<CheckpointFile> reader) {
    this.wanted = wanted;
    this.reader = reader;
  }

  /**
   * Takes the next chunk of the log.
   *
   * @throws CheckpointException when it makes a file whole that is damaged
   */
  void add(Chunk chunk, byte[] part) {
    if (!wanted.contains(chunk.id())) {
      return;
    }
    open.computeIfAbsent(chunk.first(), ChunkAssembly::new)
        .add(chunk, part)
        .ifPresent(
            file -> {
              open.remove(chunk.first());
              reader.accept(file);
            });
  }
}

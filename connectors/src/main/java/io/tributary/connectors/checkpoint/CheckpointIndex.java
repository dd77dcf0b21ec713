package io.tributary.connectors.checkpoint;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which checkpoints are whole and valid, told by the chunks seen, in the order of the log. */
final class CheckpointIndex {

  private final Map<CheckpointId, BitSet> seen = new LinkedHashMap<>();
  private final List<CheckpointId> whole = new ArrayList<>();

  void add(Chunk chunk) {
    BitSet chunks = seen.computeIfAbsent(chunk.id(), id -> new BitSet());
    if (chunks.get(chunk.chunk())) {
      return;
    }
    chunks.set(chunk.chunk());
    if (chunks.cardinality() == chunk.chunks()) {
      whole.removeIf(chunk.id()::voids);
      whole.add(chunk.id());
    }
  }

  /** The valid ones of the run that published last, oldest first. */
  List<CheckpointId> valid() {
    if (whole.isEmpty()) {
      return List.of();
    }
    String run = whole.get(whole.size() - 1).run();
    return whole.stream().filter(id -> id.run().equals(run)).toList();
  }
}

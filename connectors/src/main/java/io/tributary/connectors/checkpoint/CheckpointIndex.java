package io.tributary.connectors.checkpoint;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which checkpoints are whole and valid, told by the chunks seen, in the order of the log. */
final class CheckpointIndex {

  private final Map<Chunk, BitSet> seen = new LinkedHashMap<>();
  private final List<CheckpointId> whole = new ArrayList<>();
  private final List<CheckpointId> valid = new ArrayList<>();

  void add(Chunk chunk) {
    BitSet chunks = seen.computeIfAbsent(chunk.first(), first -> new BitSet());
    if (chunks.get(chunk.chunk())) {
      return;
    }
    chunks.set(chunk.chunk());
    if (chunks.cardinality() == chunk.chunks()) {
      whole.add(chunk.id());
      valid.removeIf(chunk.id()::voids);
      valid.add(chunk.id());
    }
  }

  /** The whole ones of every run, void or not, oldest first. */
  List<CheckpointId> whole() {
    return whole;
  }

  /** The valid ones of the run that published last, oldest first. */
  List<CheckpointId> valid() {
    return valid.isEmpty() ? List.of() : valid(valid.get(valid.size() - 1).run());
  }

  /** The valid ones of a run, oldest first. */
  List<CheckpointId> valid(String run) {
    return valid.stream().filter(id -> id.run().equals(run)).toList();
  }
}

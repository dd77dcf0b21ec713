package io.tributary.job.train;

import io.tributary.model.Example;
import io.tributary.model.Position;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;

/**
 * One task's examples of one kind in keyed state, with an index of their positions in memory.
 * Examples are spoken of by their place in the order, from 0. Every call but those on the index
 * needs the task's key to be current.
 *
 * <p>Costs one map entry an example, on disk with RocksDB, and 16 to 24 bytes of heap for the
 * index: a million pending examples take 24 MB at most. Taking from the beginning is linear in what
 * is taken, not in what is pending.
 */
final class ExampleShelf {

  private final MapState<Position, Example> state;
  private final PositionIndex index = new PositionIndex();

  /** The shelf over a state; the current key's examples are indexed. */
  ExampleShelf(MapState<Position, Example> state) throws Exception {
    this.state = state;
    index.load(state.keys());
  }

  void add(Example example) throws Exception {
    state.put(example.position(), example);
    index.add(example.position());
  }

  int size() {
    return index.size();
  }

  /** How many stand up to and including a bound. */
  int countUpTo(Position bound) {
    return index.countUpTo(bound);
  }

  Position positionAt(int place) {
    return index.range(place, place + 1).get(0);
  }

  /** The examples from one place to before another. */
  List<Example> get(int from, int to) throws Exception {
    List<Example> examples = new ArrayList<>(to - from);
    for (Position position : index.range(from, to)) {
      examples.add(state.get(position));
    }
    return examples;
  }

  /** Removes the examples from one place to before another. */
  void remove(int from, int to) throws Exception {
    for (Position position : index.range(from, to)) {
      state.remove(position);
    }
    index.remove(from, to);
  }

  /** Moves all examples to another shelf. */
  void moveTo(ExampleShelf other) throws Exception {
    for (Example example : get(0, size())) {
      other.add(example);
    }
    remove(0, size());
  }

  /** Removes the oldest until no more than so many are left. */
  void keepNewest(int limit) throws Exception {
    remove(0, Math.max(0, size() - limit));
  }
}

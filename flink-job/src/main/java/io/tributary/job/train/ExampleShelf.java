package io.tributary.job.train;

import io.tributary.model.Example;
import io.tributary.model.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.flink.api.common.state.MapState;

/**
 * One task's examples of one kind in keyed state, with an index of their positions in memory. Every
 * call but those on the index needs the task's key to be current. Costs one map entry and one index
 * entry an example; closing a mini-epoch is linear in its size, not in what is pending.
 */
final class ExampleShelf {

  private final MapState<Position, Example> state;
  private final NavigableSet<Position> index = new TreeSet<>();

  /** The shelf over a state; the current key's examples are indexed. */
  ExampleShelf(MapState<Position, Example> state) throws Exception {
    this.state = state;
    for (Position position : state.keys()) {
      index.add(position);
    }
  }

  void add(Example example) throws Exception {
    state.put(example.position(), example);
    index.add(example.position());
  }

  int size() {
    return index.size();
  }

  /** Positions up to and including a bound, in order; a live view. */
  NavigableSet<Position> upTo(Position bound) {
    return index.headSet(bound, true);
  }

  /** All positions in order; a live view. */
  NavigableSet<Position> all() {
    return index;
  }

  /** The examples at the positions, in their order. */
  List<Example> get(Collection<Position> positions) throws Exception {
    List<Example> examples = new ArrayList<>(positions.size());
    for (Position position : positions) {
      examples.add(state.get(position));
    }
    return examples;
  }

  /** Removes the examples at the positions, which may be a live view. */
  void remove(Collection<Position> positions) throws Exception {
    for (Position position : List.copyOf(positions)) {
      state.remove(position);
      index.remove(position);
    }
  }

  /** Removes the oldest until no more than so many are left. */
  void keepNewest(int limit) throws Exception {
    while (index.size() > limit) {
      remove(List.of(index.first()));
    }
  }
}

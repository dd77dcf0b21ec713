package io.tributary.job.round;

import io.tributary.model.Example;
import io.tributary.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;

/**
 * The newest dev examples of the target, in keyed state and in memory. All calls need the
 * coordinator's key to be current, except {@link #with} and {@link #examples}.
 */
final class DevWindow {

  private final MapState<Position, Example> state;
  private final int size;
  private final TreeMap<Position, Example> examples = new TreeMap<>();

  DevWindow(MapState<Position, Example> state, int size) throws Exception {
    this.state = state;
    this.size = size;
    for (Map.Entry<Position, Example> entry : state.entries()) {
      examples.put(entry.getKey(), entry.getValue());
    }
  }

  /** What the window would hold with more examples, oldest first; the window stays as it is. */
  List<Example> with(List<Example> more) {
    TreeMap<Position, Example> all = new TreeMap<>(examples);
    more.forEach(example -> all.put(example.position(), example));
    List<Example> ordered = new ArrayList<>(all.values());
    return ordered.subList(Math.max(0, ordered.size() - size), ordered.size());
  }

  /** Lets all go. */
  void clear() {
    examples.clear();
    state.clear();
  }

  /** What it holds, oldest first. */
  List<Example> examples() {
    return List.copyOf(examples.values());
  }

  /**
   * Takes more examples in and lets the oldest go.
   *
   * @param more all of them newer than those it holds
   * @return those of them that are in it now
   */
  List<Example> add(List<Example> more) throws Exception {
    for (Example example : more) {
      examples.put(example.position(), example);
      state.put(example.position(), example);
    }
    while (examples.size() > size) {
      state.remove(examples.pollFirstEntry().getKey());
    }
    return more.subList(Math.max(0, more.size() - size), more.size());
  }
}

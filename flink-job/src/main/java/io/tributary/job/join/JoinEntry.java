package io.tributary.job.join;

import io.tributary.connectors.example.Part;
import io.tributary.connectors.example.Part.Features;
import io.tributary.connectors.example.Part.Labels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one id.
 *
 * @param held the features that labels are joined to, if any
 * @param waiting labels without features, in the order of their positions
 * @param arrived parts whose turn has not come, in any order
 */
public record JoinEntry(@Nullable Held held, List<Labels> waiting, List<Part> arrived) {

  /** Of an id that was never seen, or is forgotten. */
  public static final JoinEntry NONE = new JoinEntry(null, List.of(), List.of());

  public JoinEntry {
    waiting = List.copyOf(waiting);
    arrived = List.copyOf(arrived);
  }

  /**
   * Features and the tasks that have a label for them.
   *
   * @param labelled indices of tasks
   */
  public record Held(Features features, List<Integer> labelled) {
    public Held {
      labelled = List.copyOf(labelled);
    }

    Held with(int task) {
      List<Integer> more = new ArrayList<>(labelled);
      more.add(task);
      return new Held(features, more);
    }
  }

  /** With one more part whose turn has not come. */
  public JoinEntry with(Part part) {
    List<Part> more = new ArrayList<>(arrived);
    more.add(part);
    return new JoinEntry(held, waiting, more);
  }

  /** Whether nothing is left to remember. */
  boolean isEmpty() {
    return held == null && waiting.isEmpty() && arrived.isEmpty();
  }
}

package io.tributary.job.train;

import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The examples of one task in keyed state.
 *
 * @param pending training examples
 * @param dev the target's dev examples that no round has seen
 * @param test examples
 * @param heldDev dev examples of a task that is not the target
 * @param replay examples to be trained on again
 * @param devWindow newest examples that {@code heldDev} keeps
 */
record TaskShelves(
    ExampleShelf pending,
    ExampleShelf dev,
    TestShelf test,
    ExampleShelf heldDev,
    ReplayShelf replay,
    int devWindow) {

  /** A task becomes the target, and brings along the dev examples that it was scored on; or not. */
  void target(boolean now) throws Exception {
    ExampleShelf from = now ? heldDev : dev;
    ExampleShelf to = now ? dev : heldDev;
    from.moveTo(to);
    heldDev.keepNewest(devWindow);
  }

  /** Held-out examples up to a bound, or all of them. */
  List<Example> held(Split split, @Nullable Position bound, boolean all) throws Exception {
    if (split == Split.TEST) {
      return test.newest(bound, all);
    }
    if (all) {
      return heldDev.get(0, heldDev.size());
    }
    return bound == null ? List.of() : heldDev.get(0, heldDev.countUpTo(bound));
  }
}

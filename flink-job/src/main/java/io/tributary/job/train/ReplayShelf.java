package io.tributary.job.train;

import io.tributary.model.Example;
import io.tributary.model.replay.ReplayPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/**
 * One task's reservoir in keyed state. Every call but that on counts needs the task's key to be
 * current. A reservoir of another size than before begins anew: it would be no uniform choice.
 */
final class ReplayShelf {

  private final MapState<Integer, Example> slots;
  private final ReplayPlan plan;
  private ReplayBook book;

  /** The reservoir over a state; {@code stored} is null when none was kept. */
  ReplayShelf(MapState<Integer, Example> slots, ReplayPlan plan, @Nullable ReplayBook stored) {
    this.slots = slots;
    this.plan = plan;
    if (stored != null && stored.size() == plan.size()) {
      book = stored;
    } else {
      slots.clear();
      book = ReplayBook.empty(plan.size(), stored == null ? 0 : stored.replayed());
    }
  }

  /** What a mini-epoch replays; the same until it is consumed. */
  List<Example> draw(long miniEpoch, int fresh) throws Exception {
    List<Example> drawn = new ArrayList<>();
    for (int slot : plan.draw(miniEpoch, fresh, book.offered())) {
      drawn.add(slots.get(slot));
    }
    return drawn;
  }

  /** A round has taken a mini-epoch: what it replayed counts, and its examples are offered. */
  void consume(long miniEpoch, List<Example> trained) throws Exception {
    if (plan.size() == 0) {
      return;
    }
    int replayed = plan.draw(miniEpoch, trained.size(), book.offered()).size();
    long offered = book.offered();
    for (Example example : trained) {
      OptionalInt slot = plan.slot(++offered);
      if (slot.isPresent()) {
        slots.put(slot.getAsInt(), example);
      }
    }
    book = new ReplayBook(offered, plan.size(), book.replayed() + replayed);
  }

  /** Examples that rounds have trained on again. */
  long replayed() {
    return book.replayed();
  }

  /** What state keeps of it beside the examples. */
  ReplayBook book() {
    return book;
  }
}

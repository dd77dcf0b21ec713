package io.tributary.model.replay;

import io.tributary.model.Example;
import java.util.ArrayList;
import java.util.List;

/** A reservoir in memory. */
public final class Reservoir {

  private final ReplayPlan plan;
  private final List<Example> kept = new ArrayList<>();
  private long offered;

  /** An empty one. */
  public Reservoir(ReplayPlan plan) {
    this.plan = plan;
  }

  /** What a mini-epoch replays. */
  public List<Example> draw(long miniEpoch, int fresh) {
    return plan.draw(miniEpoch, fresh, offered).stream().map(kept::get).toList();
  }

  /** Offers examples that have been trained on. */
  public void offer(List<Example> trained) {
    for (Example example : trained) {
      plan.slot(++offered)
          .ifPresent(
              slot -> {
                if (slot == kept.size()) {
                  kept.add(example);
                } else {
                  kept.set(slot, example);
                }
              });
    }
  }
}

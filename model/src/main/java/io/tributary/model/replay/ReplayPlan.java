package io.tributary.model.replay;

import static io.tributary.model.SplitMix.mix;

import io.tributary.model.config.ReplayConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Which examples of a task its reservoir keeps, and which of them a mini-epoch replays. A reservoir
 * is a uniform choice of all examples that it was offered (Vitter 1985, "Random sampling with a
 * reservoir", algorithm R). Everything follows from the seed, the task's name and counts, so there
 * is no random state to keep.
 */
public final class ReplayPlan {

  private final ReplayConfig config;
  private final long seed;

  /**
   * Of one task.
   *
   * @param seed of the model
   */
  public ReplayPlan(ReplayConfig config, long seed, String task) {
    this.config = config;
    // apart from what else is drawn by the same seed
    this.seed = mix(seed ^ 0x7265706c61790000L, task);
  }

  /** Slots of the reservoir; 0: nothing is replayed. */
  public int size() {
    return config.size();
  }

  /**
   * The slot that an example takes, whatever was in it; empty when it is not kept.
   *
   * @param number of the example among those offered, from 1
   */
  public OptionalInt slot(long number) {
    if (config.size() == 0) {
      return OptionalInt.empty();
    }
    long drawn =
        number <= config.size()
            ? number - 1
            : Long.remainderUnsigned(mix(seed ^ mix(number)), number);
    return drawn < config.size() ? OptionalInt.of((int) drawn) : OptionalInt.empty();
  }

  /**
   * Different slots that a mini-epoch replays, in order.
   *
   * @param miniEpoch its number
   * @param fresh its own examples
   * @param offered examples that the reservoir was offered before it
   */
  public List<Integer> draw(long miniEpoch, int fresh, long offered) {
    int filled = (int) Math.min(offered, config.size());
    int count = (int) Math.min(filled, Math.round(config.share() * fresh));
    if (count == 0) {
      return List.of();
    }
    // java.util.Random: its algorithm is part of its contract
    Random random = new Random(mix(mix(seed) ^ mix(miniEpoch)));
    int[] slots = new int[filled];
    for (int i = 0; i < filled; i++) {
      slots[i] = i;
    }
    List<Integer> drawn = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(filled - i);
      drawn.add(slots[other]);
      slots[other] = slots[i];
    }
    return drawn;
  }
}

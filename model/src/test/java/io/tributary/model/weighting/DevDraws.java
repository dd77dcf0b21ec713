package io.tributary.model.weighting;

import io.tributary.model.Example;
import java.util.List;
import java.util.function.IntFunction;

/** Which dev examples each step of tuning sees: a choice that an independent check must share. */
public final class DevDraws {
  private DevDraws() {}

  /**
   * The batch of a step, counted from 0.
   *
   * @param round counted from 1
   */
  public static IntFunction<List<Example>> of(
      List<Example> window, int batchSize, long seed, long round) {
    return new DevBatches(window, batchSize, seed, round)::at;
  }
}

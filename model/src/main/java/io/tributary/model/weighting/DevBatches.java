package io.tributary.model.weighting;

import io.tributary.model.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The dev examples of each step of tuning: the whole window, or a batch drawn from it without
 * replacement, which depends on (seed, round, step) alone.
 */
final class DevBatches {

  private final List<Example> window;
  private final int size;
  private final long seed;
  private final long round;

  /**
   * Draws from a window.
   *
   * @param size examples of a batch; 0, or as many as there are: the whole window
   */
  DevBatches(List<Example> window, int size, long seed, long round) {
    this.window = window;
    this.size = size;
    this.seed = seed;
    this.round = round;
  }

  /** The examples of one step, counted from 0. */
  List<Example> at(int step) {
    if (size == 0 || size >= window.size()) {
      return window;
    }
    Random random = new Random(Mixed.seed(seed, round, step));
    List<Example> pool = new ArrayList<>(window);
    for (int i = 0; i < size; i++) {
      int chosen = i + random.nextInt(pool.size() - i);
      Example example = pool.get(chosen);
      pool.set(chosen, pool.get(i));
      pool.set(i, example);
    }
    return pool.subList(0, size);
  }
}

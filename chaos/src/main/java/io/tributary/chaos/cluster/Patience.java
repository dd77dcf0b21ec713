package io.tributary.chaos.cluster;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for conditions. */
public final class Patience {

  private static final long PAUSE_MILLIS = 20;

  private Patience() {}

  /**
   * Whether a condition came to hold in time.
   *
   * @param limit how long to wait for it
   */
  public static boolean holdsWithin(Duration limit, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return true;
  }

  /**
   * Waits until a condition holds.
   *
   * @param what is waited for, for people
   * @throws ClusterException when it does not in time
   */
  public static void await(String what, Duration limit, BooleanSupplier condition)
      throws InterruptedException {
    if (!holdsWithin(limit, condition)) {
      throw new ClusterException("no " + what + " within " + limit.toSeconds() + " s", null);
    }
  }
}

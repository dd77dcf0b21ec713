package io.tributary.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What something cost the thread that did it.
 *
 * @param nanos wall-clock time
 * @param bytes allocated
 */
record Cost(long nanos, long bytes) {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The present readings. */
  static Cost start() {
    return new Cost(System.nanoTime(), THREADS.getCurrentThreadAllocatedBytes());
  }

  /** What came since these readings. */
  Cost end() {
    Cost now = start();
    return new Cost(now.nanos - nanos, now.bytes - bytes);
  }
}

package io.tributary.benchmarks.suite;

import java.lang.management.ManagementFactory;

/** The processor time of the current thread. */
final class ThreadCpu {

  private ThreadCpu() {}

  static double seconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }
}

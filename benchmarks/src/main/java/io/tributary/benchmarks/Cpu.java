package io.tributary.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The machine that is measured on. */
final class Cpu {

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Cpu() {}

  /** Seconds of processor time that this process has used, over all threads. */
  static double seconds() {
    return SYSTEM.getProcessCpuTime() / 1e9;
  }

  /**
   * Threads that want a processor, averaged over the last minute; this process's are among them.
   */
  static double load() {
    return SYSTEM.getSystemLoadAverage();
  }

  static int processors() {
    return SYSTEM.getAvailableProcessors();
  }
}

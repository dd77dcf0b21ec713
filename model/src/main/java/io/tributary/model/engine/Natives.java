package io.tributary.model.engine;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Loads ND4J's native libraries, once a JVM, with what they need to be told before. */
final class Natives {
  private static final String HELPERS_DISABLED = "org.eclipse.deeplearning4j.helpers.disable";

  private static volatile boolean loaded;

  private Natives() {}

  /** Whether they are there; asking does not load them. */
  static boolean areLoaded() {
    return loaded;
  }

  /** Loads them, or explains in one line why they do not load. */
  static void load() {
    if (Cuda.isBuilt() && !loaded) {
      Cuda.checkDevices();
    }
    if (System.getProperty(HELPERS_DISABLED) == null) {
      System.setProperty(HELPERS_DISABLED, "false"); // 1.0.0-M2.1 switches oneDNN off by default
    }
    try {
      Nd4j.getEnvironment().setMaxMasterThreads(1); // ND4J's own pool, apart from OpenMP's
      Reclaimer.install();
      if (Cuda.isBuilt() && !loaded) {
        Cuda.checkVectors();
      }
      loaded = true;
    } catch (EngineException refused) {
      throw refused;
    } catch (Throwable e) { // an Error mostly: no such library, no such CPU instruction
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
      throw new EngineException(
          "the native numeric library does not load on %s %s: it is built for Linux on x86-64 with"
                  .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))
              + " AVX2 (%s: %s)".formatted(cause.getClass().getSimpleName(), reason),
          e);
    }
  }

  /**
   * Keeps this thread's native calls on this thread. More threads within an operation are slower
   * for networks of this size, far slower on a busy machine, and how sums are split over them would
   * show in the bits; so this holds whatever {@code OMP_NUM_THREADS} says.
   */
  static void stayOnThisThread() {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }
}

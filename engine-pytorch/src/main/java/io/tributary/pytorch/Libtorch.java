package io.tributary.pytorch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import io.tributary.model.engine.EngineException;

/** Loads PyTorch's native library from the class path, once a JVM, never from anywhere else. */
final class Libtorch {
  static final String NAME = "PyTorch";

  /** In the jar of the natives. */
  static final String NATIVES = "native/lib/pytorch.properties";

  /** In the jar of the binding. */
  static final String BINDING = "jnilib/pytorch.properties";

  private static boolean loaded;

  private Libtorch() {}

  /**
   * Loads it.
   *
   * @throws EngineException in one line, when it is not on the class path or does not load
   */
  static synchronized void load() {
    if (loaded) {
      return;
    }
    ClassLoader loader = Libtorch.class.getClassLoader();
    requireNatives(loader, Built.HERE);
    CudaNatives cuda = CudaNatives.on(loader, Built.HERE.pytorch());
    if (cuda != null) {
      cuda.show(loader);
    }
    // Before DJL looks: it neither fetches anything nor tells anybody that it is used.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader); // DJL looks for resources there
    try {
      Engine unused = Engine.getEngine(NAME);
      loaded = true;
    } catch (Throwable e) { // an Error mostly: no such library
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
      throw new EngineException(
          "PyTorch's native library does not load on %s %s (%s: %s)"
              .formatted(
                  System.getProperty("os.name"),
                  System.getProperty("os.arch"),
                  cause.getClass().getSimpleName(),
                  reason),
          e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** DJL would fetch what is not there. */
  static void requireNatives(ClassLoader loader, Built built) {
    if (loader.getResource(NATIVES) == null) {
      throw absent("ai.djl.pytorch:%s:%s:linux-x86_64".formatted(built.natives(), built.pytorch()));
    }
    if (loader.getResource(BINDING) == null) {
      throw absent("ai.djl.pytorch:pytorch-jni:%s-%s".formatted(built.pytorch(), built.djl()));
    }
  }

  private static EngineException absent(String artifact) {
    return new EngineException(
        "engine: pytorch needs %s on the class path, which a build with -Ppytorch brings;"
                .formatted(artifact)
            + " nothing is fetched at run time",
        null);
  }

  /**
   * Said by a thread before it computes: one thread within an operation, so that sums are added in
   * one order; and scripts run as they are written, from the first time on.
   */
  static void enter() {
    JniUtils.setNumThreads(1);
    JniUtils.setGraphExecutorOptimize(false);
  }
}

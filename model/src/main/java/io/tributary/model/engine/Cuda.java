package io.tributary.model.engine;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is different where Tributary was built with the profile {@code cuda}. */
final class Cuda {

  private static final Logger LOG = LoggerFactory.getLogger(Cuda.class);
  private static final boolean BUILT =
      Cuda.class.getResource("/org/nd4j/linalg/jcublas/JCublasBackend.class") != null;
  private static final AtomicInteger ENGINES = new AtomicInteger();

  private Cuda() {}

  /** Whether ND4J is the CUDA build. */
  static boolean isBuilt() {
    return BUILT;
  }

  /** Before the natives are loaded: names the devices, and refuses those without code for them. */
  static void checkDevices() {
    CudaDevices.check().forEach(device -> LOG.info("{}", device.text()));
  }

  /**
   * Once they are loaded: the engine hands vectors to BLAS in the machine's memory. Where ND4J does
   * not see what is written there, every number would be wrong.
   *
   * @throws EngineException in one line, when it does not
   */
  static void checkVectors() {
    float[] ones = new float[8];
    Arrays.fill(ones, 1);
    try (FlatVector vector = new FlatVector(ones.length)) {
      vector.array().addi(1); // now the device has it
      vector.set(ones);
      vector.array().addi(1);
      if (vector.toArray()[0] != 2) {
        throw new EngineException(
            "this CUDA build keeps vectors on the device where the engine does not see them: take"
                + " the build for CPUs (without -Pcuda)",
            null);
      }
    }
  }

  /** Gives the calling thread, which is to open an engine, the next device in turn. */
  static void takeDevice() {
    int devices = Nd4j.getAffinityManager().getNumberOfDevices();
    Nd4j.getAffinityManager().unsafeSetDevice(ENGINES.getAndIncrement() % devices);
  }
}

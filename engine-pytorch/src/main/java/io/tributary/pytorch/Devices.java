package io.tributary.pytorch;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import io.tributary.model.config.EngineConfig;
import io.tributary.model.engine.EngineException;
import java.util.concurrent.atomic.AtomicInteger;

/** Where engines compute. */
final class Devices {
  private static final AtomicInteger TURN = new AtomicInteger();

  private Devices() {}

  /** Whether the natives of this build know of CUDA. */
  static boolean areBuilt() {
    return Built.HERE.natives().contains("-cu");
  }

  /** CUDA devices that engines of this process may use. */
  static int count() {
    if (!areBuilt()) {
      return 0;
    }
    Libtorch.load(); // DJL asks the CUDA runtime once and for all, which comes with the natives
    return CudaUtils.getGpuCount();
  }

  /**
   * The device of the next engine; CUDA devices take turns.
   *
   * @throws EngineException when CUDA is asked for and there is none
   */
  static Device choose(EngineConfig.Device wanted) {
    if (wanted == EngineConfig.Device.CPU) {
      return Device.cpu();
    }
    int count = count();
    if (count > 0) {
      return Device.gpu(Math.floorMod(TURN.getAndIncrement(), count));
    }
    if (wanted == EngineConfig.Device.AUTO) {
      return Device.cpu();
    }
    throw new EngineException(
        areBuilt()
            ? "device: cuda, but no CUDA device is visible to this process; set device: cpu or auto"
            : "device: cuda needs a build with -Ppytorch-cuda, this one has %s; or set device: cpu"
                .formatted(Built.HERE.natives()),
        null);
  }
}

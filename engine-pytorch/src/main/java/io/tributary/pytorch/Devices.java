package io.tributary.pytorch;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import io.tributary.model.config.EngineConfig;
import io.tributary.model.engine.EngineException;
import java.util.concurrent.atomic.AtomicInteger;

/** Where engines compute. */
final class Devices {
  private static final String FOR_CUDA = "pytorch-native-cu124";

  private static final AtomicInteger TURN = new AtomicInteger();

  private Devices() {}

  /** CUDA devices that engines of this process may use. */
  static int count() {
    if (!Built.HERE.knowsCuda()) {
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
    requireNatives(wanted, Built.HERE);
    int count = count();
    requireOne(wanted, count);
    return count > 0 ? Device.gpu(Math.floorMod(TURN.getAndIncrement(), count)) : Device.cpu();
  }

  /**
   * Sees whether natives can do what is wanted, on whatever machine.
   *
   * @throws EngineException in one line that names the artifact which can
   */
  static void requireNatives(EngineConfig.Device wanted, Built built) {
    if (wanted == EngineConfig.Device.CUDA && !built.knowsCuda()) {
      throw new EngineException(
          "device: cuda needs ai.djl.pytorch:%s, which a build with -Ppytorch-cuda brings; this one"
                  .formatted(FOR_CUDA)
              + " has %s %s; or set device: cpu".formatted(built.natives(), built.pytorch()),
          null);
    }
  }

  /**
   * Sees whether this machine has what is wanted.
   *
   * @param devices that it has
   * @throws EngineException in one line when it has none
   */
  static void requireOne(EngineConfig.Device wanted, int devices) {
    if (wanted == EngineConfig.Device.CUDA && devices == 0) {
      throw new EngineException(
          "device: cuda, but no CUDA device is visible to this process; set device: cpu or auto",
          null);
    }
  }
}

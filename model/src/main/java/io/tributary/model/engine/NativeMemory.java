package io.tributary.model.engine;

import io.tributary.model.config.EngineConfig;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Memory outside the heap that the engines of this process hold, in bytes. */
public final class NativeMemory {

  private NativeMemory() {}

  /** What is held now in the machine's memory; 0 before the first engine. */
  public static long bytes() {
    long others = OtherEngines.all().stream().mapToLong(other -> other.memory().bytes()).sum();
    return others + (Natives.areLoaded() ? Pointer.totalBytes() : 0);
  }

  /** What may be held: {@code org.bytedeco.javacpp.maxbytes}; 0 before the first engine. */
  public static long limit() {
    return Natives.areLoaded() ? Pointer.maxBytes() : 0;
  }

  /** How many CUDA devices an engine computes on; none with the builds for CPUs. */
  public static int devices(EngineConfig engine) {
    if (engine.type() != EngineConfig.Type.DL4J) {
      return engine.device() == EngineConfig.Device.CPU ? 0 : memory(engine).devices();
    }
    if (!Cuda.isBuilt()) {
      return 0;
    }
    Natives.load();
    return ops().getAvailableDevices();
  }

  /** What is in use on a CUDA device of an engine, by whomever. */
  public static long deviceBytes(EngineConfig engine, int device) {
    return engine.type() == EngineConfig.Type.DL4J
        ? deviceLimit(engine, device) - ops().getDeviceFreeMemory(device)
        : memory(engine).deviceBytes(device);
  }

  /** What a CUDA device of an engine has. */
  public static long deviceLimit(EngineConfig engine, int device) {
    return engine.type() == EngineConfig.Type.DL4J
        ? ops().getDeviceTotalMemory(device)
        : memory(engine).deviceLimit(device);
  }

  private static EngineProvider.DeviceMemory memory(EngineConfig engine) {
    return OtherEngines.of(engine.type()).memory();
  }

  private static NativeOps ops() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps();
  }
}

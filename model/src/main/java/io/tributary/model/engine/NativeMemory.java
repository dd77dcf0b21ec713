package io.tributary.model.engine;

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

  /** How many CUDA devices the engines compute on; none with the builds for CPUs. */
  public static int devices() {
    if (!Cuda.isBuilt()) {
      return OtherEngines.all().stream().mapToInt(other -> other.memory().devices()).sum();
    }
    Natives.load();
    return ops().getAvailableDevices();
  }

  /** What is in use on a CUDA device, by whomever. */
  public static long deviceBytes(int device) {
    return Cuda.isBuilt()
        ? deviceLimit(device) - ops().getDeviceFreeMemory(device)
        : OtherEngines.all().get(0).memory().deviceBytes(device);
  }

  /** What a CUDA device has. */
  public static long deviceLimit(int device) {
    return Cuda.isBuilt()
        ? ops().getDeviceTotalMemory(device)
        : OtherEngines.all().get(0).memory().deviceLimit(device);
  }

  private static NativeOps ops() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps();
  }
}

package io.tributary.pytorch;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import io.tributary.model.engine.EngineProvider;

/** What engines hold: tensors that last longer than one call, and what devices say of theirs. */
final class TorchMemory implements EngineProvider.DeviceMemory {

  @Override
  public long bytes() {
    return Tensor.hostBytes();
  }

  @Override
  public int devices() {
    return Devices.count();
  }

  @Override
  public long deviceBytes(int device) {
    return CudaUtils.getGpuMemory(Device.gpu(device)).getCommitted();
  }

  @Override
  public long deviceLimit(int device) {
    return CudaUtils.getGpuMemory(Device.gpu(device)).getMax();
  }
}

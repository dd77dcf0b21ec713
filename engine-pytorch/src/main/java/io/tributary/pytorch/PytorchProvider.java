package io.tributary.pytorch;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.EngineConfig;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.EngineProvider;
import java.util.Map;

/** Finds the engine on PyTorch: see docs/engines.md. */
public final class PytorchProvider implements EngineProvider {

  @Override
  public EngineConfig.Type type() {
    return EngineConfig.Type.PYTORCH;
  }

  @Override
  public void require(EngineConfig.Device device, boolean here) {
    Libtorch.requireNatives(PytorchProvider.class.getClassLoader(), Built.HERE);
    Devices.requireNatives(device, Built.HERE);
    if (here && device == EngineConfig.Device.CUDA) {
      Devices.requireOne(device, Devices.count());
    }
  }

  @Override
  public Engine open(Configuration configuration) {
    Libtorch.load();
    return new TorchEngine(configuration, Devices.choose(configuration.engine().device()));
  }

  @Override
  public Map<String, String> environment() {
    return Built.HERE.environment();
  }

  @Override
  public DeviceMemory memory() {
    return new TorchMemory();
  }
}

package io.tributary.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Natives for CPUs have no streams: this asks for a build with -Ppytorch-cuda. */
class DeviceStreamTest {

  @BeforeEach
  void load() {
    assumeThat(Built.HERE.knowsCuda()).isTrue();
    Libtorch.load();
  }

  private static PtNDManager manager(Device device) {
    return (PtNDManager) NDManager.newBaseManager(device, Libtorch.NAME);
  }

  /** All that can be seen without a device: CUDA is asked for a stream, and has none. */
  @Test
  void nativesForCudaReadItsScript() {
    assumeThat(Devices.count()).isZero();
    try (PtNDManager manager = manager(Device.cpu());
        Script script = new Script(manager, DeviceStream.METHODS);
        Tensor there = Tensor.on(manager, 1)) {
      assertThatThrownBy(() -> script.get("open", there))
          .hasMessageContaining("CUDA driver version is insufficient");
    }
  }

  @Test
  void anEngineHasOneOfItsOwn() {
    assumeThat(Devices.count()).isPositive();
    try (PtNDManager manager = manager(Device.gpu(0));
        DeviceStream one = DeviceStream.of(manager);
        DeviceStream other = DeviceStream.of(manager);
        Script vectors = new Script(manager, VectorCode.methods());
        Flat values = Flat.vector(manager, vectors, 2)) {
      one.enter();
      values.set(new float[] {1, 2});
      assertThat(values.toArray()).containsExactly(1, 2);
      other.enter();
      assertThat(values.toArray()).containsExactly(1, 2);
    }
  }
}

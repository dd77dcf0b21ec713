package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What nvidia-smi says comes to a clear answer; no device is needed for that. */
class CudaDevicesTest {

  private static final String TWO =
      """
      0, GPU-aaaa, NVIDIA A10G, 8.6
      1, GPU-bbbb, NVIDIA H100 80GB HBM3, 9.0
      """;

  @Test
  void takesWhatItHasCodeFor() {
    Map<String, String> first = Map.of("CUDA_VISIBLE_DEVICES", "0");
    assertThat(CudaDevices.check(TWO, first))
        .singleElement()
        .extracting(CudaDevices.Device::text)
        .isEqualTo(
            "CUDA device 0 is NVIDIA A10G, compute capability 8.6: nd4j-cuda-11.6 supports it");
    assertThat(CudaDevices.check(TWO, Map.of("CUDA_VISIBLE_DEVICES", "GPU-aaaa"))).hasSize(1);
  }

  @Test
  void refusesOthersInOneLineWithTheMend() {
    assertThatThrownBy(() -> CudaDevices.check(TWO, Map.of()))
        .isInstanceOf(EngineException.class)
        .hasMessageStartingWith(
            "CUDA device 1 is NVIDIA H100 80GB HBM3, compute capability 9.0: nd4j-cuda-11.6 has"
                + " no code for it, only for 3.7, 5.0,")
        .hasMessageEndingWith("take the build for CPUs (without -Pcuda)")
        .message()
        .hasLineCount(1);
  }

  @Test
  void refusesWhereThereIsNone() {
    String broken = "NVIDIA-SMI has failed because it couldn't communicate with the driver";
    for (String answer : new String[] {"", broken, "No devices were found"}) {
      assertThatThrownBy(() -> CudaDevices.check(answer, Map.of()))
          .hasMessageStartingWith("no CUDA device is visible");
    }
    assertThatThrownBy(() -> CudaDevices.check(TWO, Map.of("CUDA_VISIBLE_DEVICES", "")))
        .hasMessageStartingWith("no CUDA device is visible");
  }
}

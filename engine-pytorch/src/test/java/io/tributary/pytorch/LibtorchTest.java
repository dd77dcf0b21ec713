package io.tributary.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.config.EngineConfig;
import io.tributary.model.engine.EngineException;
import java.net.URL;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LibtorchTest {

  private static final Built BUILT = new Built("pytorch-native-cpu", "2.7.1", "0.35.1");

  /** A class path without one of the resources. */
  private static ClassLoader without(String resource) {
    return new ClassLoader(LibtorchTest.class.getClassLoader()) {
      @Override
      public @Nullable URL getResource(String name) {
        return name.equals(resource) ? null : super.getResource(name);
      }
    };
  }

  @Test
  void absentNativesAreNamedWithTheirArtifact() {
    assertThatThrownBy(() -> Libtorch.requireNatives(without(Libtorch.NATIVES), BUILT))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("ai.djl.pytorch:pytorch-native-cpu:2.7.1:linux-x86_64")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> Libtorch.requireNatives(without(Libtorch.BINDING), BUILT))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("ai.djl.pytorch:pytorch-jni:2.7.1-0.35.1");
    assertThatCode(() -> Libtorch.requireNatives(without("nothing"), BUILT))
        .doesNotThrowAnyException();
  }

  @Test
  void nothingIsFetchedOrTold() {
    Libtorch.load();
    assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
    assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
  }

  @Test
  void aDeviceThatIsNotThereIsRefused() {
    Libtorch.load();
    assertThat(Devices.choose(EngineConfig.Device.AUTO).isGpu()).isEqualTo(Devices.count() > 0);
    assertThat(Devices.choose(EngineConfig.Device.CPU).isGpu()).isFalse();
    if (Devices.count() == 0) {
      for (ThrowingCallable use :
          List.<ThrowingCallable>of(
              () -> Devices.choose(EngineConfig.Device.CUDA),
              () -> new PytorchProvider().require(EngineConfig.Device.CUDA, true))) {
        assertThatThrownBy(use)
            .isInstanceOf(EngineException.class)
            .hasMessageStartingWith("device: cuda")
            .hasMessageNotContaining("\n");
      }
    }
  }

  /** As far as it can be known on a machine that submits a job to others. */
  @Test
  void nativesWithoutCudaAreRefusedWithTheArtifactThatHasIt() {
    Built cuda = new Built("pytorch-native-cu124", "2.5.1", "0.32.0");
    assertThatThrownBy(() -> Devices.requireNatives(EngineConfig.Device.CUDA, BUILT))
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "device: cuda needs ai.djl.pytorch:pytorch-native-cu124, which a build with"
                + " -Ppytorch-cuda brings; this one has pytorch-native-cpu 2.7.1; or set device:"
                + " cpu");
    assertThatCode(() -> Devices.requireNatives(EngineConfig.Device.CUDA, cuda))
        .doesNotThrowAnyException();
    assertThatCode(() -> Devices.requireNatives(EngineConfig.Device.AUTO, BUILT))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Devices.requireOne(EngineConfig.Device.CUDA, 0))
        .hasMessageContaining("no CUDA device is visible");
    assertThatCode(() -> Devices.requireOne(EngineConfig.Device.CUDA, 1))
        .doesNotThrowAnyException();
  }
}

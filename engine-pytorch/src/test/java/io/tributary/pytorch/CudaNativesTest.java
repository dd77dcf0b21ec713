package io.tributary.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.engine.EngineException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Natives as the jar for CUDA has them, of a few bytes. */
class CudaNativesTest {

  private static final String RUNTIME = "libcudart-0a1b.so.12";
  private static final String COMPILER = "libcaffe2_nvrtc.so";

  @TempDir private Path jar;
  @TempDir private Path cache;

  @BeforeEach
  void put() throws IOException {
    natives("cu124");
    for (String file : List.of("libtorch.so", RUNTIME, COMPILER)) {
      Path library = jar.resolve("pytorch/cu124/linux-x86_64").resolve(file);
      Files.createDirectories(Objects.requireNonNull(library.getParent()));
      Files.writeString(library, "of " + file);
    }
  }

  private void natives(String flavor) throws IOException {
    Path told = jar.resolve(Libtorch.NATIVES);
    Files.createDirectories(Objects.requireNonNull(told.getParent()));
    Files.writeString(
        told,
        "version=2.5.1-20241113\nflavor=%s\nclassifier=linux-x86_64\nlibraries=libtorch.so,%s,%s\n"
            .formatted(flavor, RUNTIME, COMPILER));
  }

  private URLClassLoader loader() throws IOException {
    return new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
  }

  private Path unpacked() throws IOException {
    return unpacked(true);
  }

  private Path unpacked(boolean driver) throws IOException {
    try (URLClassLoader loader = loader()) {
      return Objects.requireNonNull(CudaNatives.on(loader, "2.5.1"))
          .unpacked(loader, cache, library -> driver);
    }
  }

  /** On a machine without NVIDIA's driver the rest still computes on the CPU. */
  @Test
  void whatNeedsTheDriverIsLeftOutWhereItIsNot() throws IOException {
    Path folder = unpacked(false);
    assertThat(folder.resolve("libtorch.so")).hasContent("of libtorch.so");
    assertThat(folder.resolve(COMPILER)).doesNotExist();
    assertThat(unpacked(false)).isEqualTo(folder);
    assertThat(unpacked(true).resolve(COMPILER)).hasContent("of " + COMPILER);
  }

  @Test
  void areUnpackedOnceAndTheRuntimeIsFoundByItsPlainName() throws IOException {
    Path folder = unpacked();
    assertThat(folder.resolve("libtorch.so")).hasContent("of libtorch.so");
    assertThat(cache.resolve("cudart-2.5.1-cu124/libcudart.so")).hasContent("of " + RUNTIME);

    Files.writeString(folder.resolve("libtorch.so"), "there already");
    assertThat(unpacked().resolve("libtorch.so")).hasContent("there already");
  }

  @Test
  void nothingIsLeftOfAnUnpackingThatFailed() throws IOException {
    Files.delete(jar.resolve("pytorch/cu124/linux-x86_64").resolve(RUNTIME));
    assertThatThrownBy(this::unpacked)
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(RUNTIME + " is not in the jar")
        .hasMessageContaining("ENGINE_CACHE_DIR")
        .hasMessageNotContaining("\n");
    try (Stream<Path> left = Files.list(cache)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void nativesForCpusAreLeftToDjl() throws IOException {
    natives("cpu");
    try (URLClassLoader loader = loader()) {
      assertThat(CudaNatives.on(loader, "2.7.1")).isNull();
    }
  }
}

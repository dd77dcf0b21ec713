package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines beside each other in one process, while it collects garbage all the time. */
class ConcurrentEnginesTest {

  /**
   * A small young generation makes many collections, the first compiler drops what is not used any
   * more as soon as the other, and what is freed is overwritten. Without {@link Reclaimer} the
   * process dies after a few seconds.
   */
  @Test
  void surviveCollectionsDuringNativeCalls(@TempDir Path folder) throws Exception {
    Path said = folder.resolve("said.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Xmn1m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                "-cp",
                System.getProperty("java.class.path"),
                ConcurrentEngines.class.getName(),
                "3",
                "20")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(said.toFile()));
    builder.environment().put("MALLOC_PERTURB_", "165"); // a setting of glibc
    Process process = builder.start();
    try {
      assertThat(process.waitFor()).describedAs(() -> said(said)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String said(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return String.join("\n", lines.subList(0, Math.min(20, lines.size())));
    } catch (IOException e) {
      return e.toString();
    }
  }
}

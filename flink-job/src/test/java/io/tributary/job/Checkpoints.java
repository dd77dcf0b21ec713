package io.tributary.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The checkpoints that a job left in a folder. */
final class Checkpoints {

  private Checkpoints() {}

  /** Waits for a complete one that is not the first. */
  static String await(Path folder) throws Exception {
    return await(folder, null);
  }

  /** Waits for a complete one that is neither the first nor another. */
  static String await(Path folder, @Nullable String other) throws Exception {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (System.nanoTime() < deadline) {
      Optional<Path> complete = newestComplete(folder);
      if (complete.isPresent() && !complete.get().endsWith("chk-1")) {
        String found = complete.get().toUri().toString();
        if (!found.equals(other)) {
          return found;
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no checkpoint within a minute");
  }

  private static Optional<Path> newestComplete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.endsWith("_metadata"))
          .map(Path::getParent)
          .max(Comparator.comparing(path -> path.toFile().lastModified()));
    } catch (UncheckedIOException vanished) {
      return Optional.empty(); // the job deletes older ones meanwhile: looked for again
    }
  }
}

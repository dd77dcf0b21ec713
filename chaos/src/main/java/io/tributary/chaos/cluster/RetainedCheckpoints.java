package io.tributary.chaos.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints that jobs leave in a folder: {@code <job>/chk-<number>}. One is complete when it
 * has its {@code _metadata}, which Flink writes last and in one step.
 */
public final class RetainedCheckpoints {

  private static final String PREFIX = "chk-";

  private final Path folder;

  /** Of a folder, which need not be there yet. */
  public RetainedCheckpoints(Path folder) {
    this.folder = folder;
  }

  /**
   * The newest complete one.
   *
   * @param jobs ids of the jobs that went on from each other, oldest first
   */
  public Optional<Path> newest(List<String> jobs) {
    for (int i = jobs.size() - 1; i >= 0; i--) {
      Optional<Path> found = newest(folder.resolve(jobs.get(i)));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> newest(Path job) {
    if (!Files.isDirectory(job)) {
      return Optional.empty();
    }
    try (Stream<Path> checkpoints = Files.list(job)) {
      return checkpoints
          .filter(path -> path.getFileName().toString().startsWith(PREFIX))
          .filter(path -> Files.exists(path.resolve("_metadata")))
          .max(Comparator.comparingLong(RetainedCheckpoints::number));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring(PREFIX.length()));
  }
}

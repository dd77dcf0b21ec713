package io.tributary.cli.run;

import io.tributary.cli.terminal.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that a command writes its results into.
 *
 * @param path of it
 */
public record OutputFolder(Path path) {

  /** What a run writes; nothing else of a former one is ever removed. */
  private static final List<String> OF_A_RUN =
      List.of(
          "report.json", "report.html", "task-weights.jsonl", "evaluations.jsonl", "checkpoints");

  /** What a comparison writes. */
  private static final List<String> OF_A_COMPARISON = List.of("compare.json", "compare.html");

  /**
   * Makes the folder of a run, and clears it of a former run's files when that is wanted.
   *
   * @throws CommandException when it holds anything and must not be overwritten
   */
  public static OutputFolder prepare(Path path, boolean overwrite) {
    return prepare(path, overwrite, OF_A_RUN);
  }

  /**
   * The same for a comparison.
   *
   * @throws CommandException when it holds anything and must not be overwritten
   */
  public static OutputFolder prepareComparison(Path path, boolean overwrite) {
    return prepare(path, overwrite, OF_A_COMPARISON);
  }

  private static OutputFolder prepare(Path path, boolean overwrite, List<String> ours) {
    try {
      if (Files.exists(path) && !Files.isDirectory(path)) {
        throw CommandException.usage(path + ": is a file; -o takes a folder");
      }
      if (Files.isDirectory(path) && !isEmpty(path) && !overwrite) {
        throw CommandException.usage(path + ": is not empty; add --overwrite, or name another");
      }
      Files.createDirectories(path);
      for (String name : ours) {
        delete(path.resolve(name));
      }
      return new OutputFolder(path);
    } catch (IOException unwritable) {
      throw CommandException.usage(path + ": cannot be written (" + unwritable.getMessage() + ")");
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> tree = Files.walk(path)) {
        for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(entry);
        }
      }
    }
  }

  /** A file in it. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** The file of one checkpoint, in a folder that is made where it is missing. */
  public Path checkpoint(long round) throws IOException {
    return Files.createDirectories(path.resolve("checkpoints"))
        .resolve(String.format(java.util.Locale.ROOT, "round-%06d.safetensors", round));
  }
}

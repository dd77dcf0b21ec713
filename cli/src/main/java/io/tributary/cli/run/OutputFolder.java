package io.tributary.cli.run;

import io.tributary.cli.terminal.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that a backtest writes.
 *
 * @param path of it
 */
public record OutputFolder(Path path) {

  /** What a run writes; nothing else is ever removed. */
  private static final List<String> OURS =
      List.of(
          "report.json", "report.html", "task-weights.jsonl", "evaluations.jsonl", "checkpoints");

  /**
   * Makes the folder, and clears it of a former run's files when that is wanted.
   *
   * @throws CommandException when it holds anything and must not be overwritten
   */
  public static OutputFolder prepare(Path path, boolean overwrite) {
    try {
      if (Files.exists(path) && !Files.isDirectory(path)) {
        throw CommandException.usage(path + ": is a file; -o takes a folder");
      }
      if (Files.isDirectory(path) && !isEmpty(path) && !overwrite) {
        throw CommandException.usage(path + ": is not empty; add --overwrite, or name another");
      }
      Files.createDirectories(path);
      for (String name : OURS) {
        delete(path.resolve(name));
      }
      Files.createDirectory(path.resolve("checkpoints"));
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

  /** The file of one checkpoint. */
  public Path checkpoint(long round) {
    return path.resolve("checkpoints")
        .resolve(String.format(java.util.Locale.ROOT, "round-%06d.safetensors", round));
  }
}

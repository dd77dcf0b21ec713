package io.tributary.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is deleted with all that is in it, whoever else deletes or adds there meanwhile.
 */
final class TemporaryFolder implements AutoCloseable {

  private static final int TRIES = 100;

  private final Path path;

  TemporaryFolder() {
    try {
      path = Files.createTempDirectory("tributary-");
    } catch (IOException failure) {
      throw new UncheckedIOException("no temporary folder can be made", failure);
    }
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  /** Flink may not have deleted all checkpoints of a job yet when the job has ended. */
  @Override
  public void close() {
    try {
      for (int i = 0; i < TRIES && Files.exists(path); i++) {
        Files.walkFileTree(path, new Deletion());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot delete " + path, failure);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      return goOn(failure);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException filledAgain) {
        return FileVisitResult.CONTINUE; // for another try
      }
      return goOn(failure);
    }

    private static FileVisitResult goOn(@Nullable IOException failure) throws IOException {
      if (failure != null && !(failure instanceof NoSuchFileException)) {
        throw failure;
      }
      return FileVisitResult.CONTINUE;
    }
  }
}

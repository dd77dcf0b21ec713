package io.tributary.chaos.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A disk of a few megabytes in memory that can be filled; mounting it needs root. */
public final class SmallDisk implements AutoCloseable {

  private static final int MEGABYTES = 64;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts one.
   *
   * @param folder to mount it on
   * @return empty where mounting is not allowed or not possible
   */
  public static Optional<SmallDisk> mount(Path folder) throws InterruptedException {
    String size = "size=" + MEGABYTES + "m";
    try {
      return run("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString())
          ? Optional.of(new SmallDisk(folder))
          : Optional.empty();
    } catch (IOException noSuchProgram) {
      return Optional.empty();
    }
  }

  /** Leaves not a byte free. */
  public void fill() throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler())) {
      for (int i = 0; i <= MEGABYTES << 8; i++) {
        out.write(block);
      }
    } catch (IOException full) {
      return;
    }
    throw new IOException("the disk does not become full");
  }

  /** Frees what filling took. */
  public void free() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  @Override
  public void close() throws IOException {
    try {
      run("umount", "-l", folder.toString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

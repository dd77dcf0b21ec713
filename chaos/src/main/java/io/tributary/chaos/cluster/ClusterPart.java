package io.tributary.chaos.cluster;

import io.tributary.embedded.process.JavaProcess;
import io.tributary.embedded.process.JavaProgram;
import java.io.IOException;
import java.nio.file.Path;

/** One process of the cluster, and how to start it again. */
public final class ClusterPart implements AutoCloseable {

  private final Path folder;
  private final JavaProgram program;
  private JavaProcess process;

  ClusterPart(Path folder, JavaProgram program) throws IOException {
    this.folder = folder;
    this.program = program;
    this.process = program.start(folder);
  }

  /** For people; a TaskManager's resource id too. */
  public String name() {
    return program.name();
  }

  /** {@code kill -9}; it is gone when this returns. */
  public void kill() {
    process.close();
  }

  /** Starts it again once it is gone. */
  public void start() throws IOException {
    process.close();
    process = program.start(folder);
  }

  /** {@code SIGSTOP}: it stands still with all its connections open. */
  public void freeze() {
    process.freeze();
  }

  /** {@code SIGCONT}. */
  public void thaw() {
    process.thaw();
  }

  /** Whether there is such a process. */
  public boolean isAlive() {
    return process.process().isAlive();
  }

  @Override
  public void close() {
    kill();
  }
}

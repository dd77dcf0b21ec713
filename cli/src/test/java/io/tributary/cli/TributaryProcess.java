package io.tributary.cli;

import io.tributary.embedded.process.JavaProcess;
import io.tributary.embedded.process.JavaProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code ./tributary} as a process of its own. */
final class TributaryProcess {

  private TributaryProcess() {}

  /**
   * Starts a command.
   *
   * @param folder for what it says
   * @param name of its files there
   */
  static JavaProcess start(Path folder, String name, String... arguments) throws IOException {
    return JavaProgram.like(name, Main.class.getName(), List.of(arguments))
        .with("-Dtributary.log=" + folder.resolve(name + ".log"))
        .start(folder);
  }
}

package io.tributary.embedded.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Java program of this JVM's class path, which can be started again and again.
 *
 * @param name of the files that hold what it says
 * @param options of its JVM
 * @param main class
 * @param arguments of the main class
 * @param environment added to this JVM's
 */
public record JavaProgram(
    String name,
    List<String> options,
    String main,
    List<String> arguments,
    Map<String, String> environment) {

  /** A program that runs with the JVM options of this JVM. */
  public static JavaProgram like(String name, String main, List<String> arguments) {
    List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
    return new JavaProgram(name, options, main, arguments, Map.of());
  }

  /** The same with one more option of the JVM. */
  public JavaProgram with(String option) {
    List<String> more = new ArrayList<>(options);
    more.add(option);
    return new JavaProgram(name, List.copyOf(more), main, arguments, environment);
  }

  /**
   * Starts it.
   *
   * @param folder for what it says, which is added to what it said before
   */
  public JavaProcess start(Path folder) throws IOException {
    File out = folder.resolve(name + ".out").toFile();
    File err = folder.resolve(name + ".err").toFile();
    List<String> command = new ArrayList<>();
    // Whatever started this JVM may ignore Ctrl-C, and its children would with it.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add(main);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.appendTo(out))
            .redirectError(Redirect.appendTo(err));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putAll(environment);
    return new JavaProcess(builder.start(), out.toPath(), err.toPath());
  }
}

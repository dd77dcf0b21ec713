package io.tributary.deploy;

import io.tributary.embedded.process.JavaProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder that is laid out as Flink's distribution is, with Tributary's files where the Dockerfile
 * puts them. Flink's distribution is no Maven artifact: its libraries are taken from this JVM's
 * class path, without what Tributary itself brings.
 */
final class Installation {

  private static final Pattern NOT_FLINK =
      Pattern.compile(
          "jackson|avro|junit|assertj|flink-metrics-micrometer|flink-kubernetes|json-schema|itu-");

  private final Path folder;
  private final Path home;
  private final List<String> jvmOptions = new ArrayList<>();

  Installation(Path folder) throws IOException {
    this.folder = folder;
    this.home = folder.resolve("flink").toAbsolutePath();
    jvmOptions.addAll(Repository.jvmOptions());
    jvmOptions.addAll(
        List.of(
            "-Dorg.bytedeco.javacpp.cachedir="
                + System.getProperty("user.home")
                + "/.javacpp/cache",
            "-Dlog4j.configurationFile="
                + Repository.CONFIGURATION.resolve("log4j-console.properties").toUri(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC"));
    Path lib = Files.createDirectories(home.resolve("lib"));
    link(Repository.ASSEMBLY.resolve("lib"), lib);
    for (Path jar : flinkJars()) {
      Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
    }
    Files.createSymbolicLink(home.resolve("plugins"), Repository.ASSEMBLY.resolve("plugins"));
    Files.createDirectories(folder.resolve("tmp"));
  }

  /** What lies in a distribution's lib/ before Tributary's files come. */
  static List<Path> flinkJars() throws IOException {
    Set<String> ours = names(Repository.ASSEMBLY.resolve("lib"));
    ours.addAll(names(Repository.ASSEMBLY.resolve("cli")));
    ours.addAll(names(Repository.ASSEMBLY.resolve("plugins/micrometer")));
    List<Path> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry);
      if (entry.endsWith(".jar")
          && !entry.contains("tributary")
          && !NOT_FLINK.matcher(jar.getFileName().toString()).lookingAt()
          && ours.add(jar.getFileName().toString())) {
        jars.add(jar.toAbsolutePath());
      }
    }
    return jars;
  }

  private static void link(Path from, Path to) throws IOException {
    for (String name : names(from)) {
      Files.createSymbolicLink(to.resolve(name), from.resolve(name));
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  /** One of Flink's processes. */
  JavaProgram program(String name, int heap, String main, List<String> arguments) {
    List<String> options = new ArrayList<>(jvmOptions);
    options.add("-Xmx" + heap + "m");
    return new JavaProgram(name, options, main, arguments, environment());
  }

  /** What the image's environment would be. */
  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    environment.put("CLASSPATH", classPath());
    environment.put("FLINK_HOME", home.toString());
    environment.put("FLINK_LIB_DIR", home.resolve("lib").toString());
    environment.put("FLINK_PLUGINS_DIR", home.resolve("plugins").toString());
    environment.put("FLINK_CONF_DIR", Repository.CONFIGURATION.toString());
    environment.put("TRIBUTARY_HOME", Repository.ASSEMBLY.toString());
    environment.put("TRIBUTARY_CACHE", System.getProperty("user.home") + "/.javacpp/cache");
    environment.put("TRIBUTARY_LOG", folder.resolve("tributary.log").toString());
    environment.put("OMP_NUM_THREADS", "1");
    environment.put("TRIBUTARY_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    return environment;
  }

  private String classPath() {
    File[] jars = home.resolve("lib").toFile().listFiles();
    return jars == null
        ? ""
        : Arrays.stream(jars).map(File::getPath).sorted().collect(Collectors.joining(":"))
            + ":"
            + Path.of("target", "test-classes").toAbsolutePath(); // ApplicationMode
  }

  /** What {@code bin/flink} of the distribution does: Flink's own client. */
  Path flinkCommand() throws IOException {
    Path script = folder.resolve("flink.sh");
    if (!Files.exists(script)) {
      Files.writeString(
          script,
          """
          #!/bin/sh
          exec "%s/bin/java" -Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC %s \
            org.apache.flink.client.cli.CliFrontend "$@"
          """
              .formatted(
                  System.getProperty("java.home"),
                  String.join(
                      " ",
                      jvmOptions.stream()
                          .filter(option -> !option.startsWith("-Dlog4j"))
                          .toList())));
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
    return script;
  }
}

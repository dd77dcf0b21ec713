package io.tributary.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Images built with buildah, in a store of their own. What docker/Dockerfile is built on comes from
 * a registry; its stand-ins are made of Debian's packages and Flink's modules, see Containerfile.
 */
final class Images implements AutoCloseable {

  private static final Path STAND_INS = Path.of("src", "test", "resources", "stand-in");
  private static final Path KEPT = Path.of("target", "stand-in").toAbsolutePath();
  private static final List<String> ISOLATION = List.of("--isolation", "chroot");

  private final Path folder;
  private final Shell shell;

  Images(Path folder) {
    this.folder = folder;
    this.shell = new Shell(folder, Map.of());
  }

  /** Makes the stand-ins. */
  void makeStandIns() throws IOException, InterruptedException {
    Path debian = KEPT.resolve("debian.tar");
    if (!Files.exists(debian)) {
      Path made = Files.createDirectories(KEPT).resolve("made.tar");
      shell.run(
          List.of(
              "mmdebstrap",
              "--quiet",
              "--variant=apt",
              "--include=openjdk-17-jre-headless,curl",
              "bookworm",
              made.toString()));
      Files.move(made, debian, StandardCopyOption.ATOMIC_MOVE);
    }
    Path context = Files.createDirectories(folder.resolve("context"));
    Files.createLink(context.resolve("debian.tar"), debian);
    for (String name : List.of("Containerfile", "mvn", "docker-entrypoint.sh")) {
      copy(STAND_INS.resolve(name), context);
    }
    copy(STAND_INS.resolve("flink"), Files.createDirectories(context.resolve("flink/bin")));
    Path lib = Files.createDirectories(context.resolve("flink/lib"));
    for (Path jar : Installation.flinkJars()) {
      copy(jar, lib);
    }
    for (String target : List.of("debian", "builder", "flink")) {
      build(List.of("--target", target, "-t", standIn(target), context.toString()));
    }
  }

  private static void copy(Path file, Path folder) throws IOException {
    Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** An image of Containerfile. */
  static String standIn(String target) {
    return "localhost/stand-in-" + target;
  }

  /** Builds an image by one of the files under {@code docker/}. */
  void build(String file, String image, List<String> more)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(more);
    arguments.addAll(
        List.of(
            "-f",
            Repository.DOCKER.resolve(file).toString(),
            "--build-arg",
            "BUILDER=" + standIn("builder"),
            "--build-arg",
            "FLINK=" + standIn("flink"),
            "-v",
            Repository.ASSEMBLY + ":/assembled:ro",
            "-t",
            image,
            Repository.ROOT.toString()));
    build(arguments);
  }

  private void build(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = buildah("bud");
    command.addAll(ISOLATION);
    command.addAll(List.of("--quiet", "--pull-never"));
    command.addAll(arguments);
    shell.run(command);
  }

  private List<String> buildah(String command) {
    return new ArrayList<>(
        List.of(
            "buildah",
            "--root",
            folder.resolve("store").toString(),
            "--runroot",
            folder.resolve("run").toString(),
            "--storage-driver",
            "overlay",
            command));
  }

  /** A container of an image, which nothing runs in yet, on this machine's network. */
  String container(String image, List<String> hosts) throws IOException, InterruptedException {
    List<String> command = buildah("from");
    command.addAll(List.of("--quiet", "--pull-never"));
    hosts.forEach(host -> command.addAll(List.of("--add-host", host + ":127.0.0.1")));
    command.add(image);
    return shell.run(command).lines().reduce("", (before, line) -> line).strip();
  }

  /** What runs a command in a container, as the image's user. */
  List<String> in(
      String container, Map<String, String> environment, String volume, List<String> command) {
    List<String> all = buildah("run");
    all.addAll(ISOLATION);
    all.addAll(List.of("-v", volume));
    environment.forEach((name, value) -> all.addAll(List.of("--env", name + "=" + value)));
    all.addAll(List.of(container, "--"));
    all.addAll(command);
    return all;
  }

  Shell shell() {
    return shell;
  }

  /** Ends what a started command has started. */
  static void end(Process process) {
    try (Stream<ProcessHandle> all = process.descendants()) {
      all.toList().forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() throws Exception {
    for (List<String> last : List.of(List.of("rm", "--all"), List.of("rmi", "--all", "--force"))) {
      List<String> command = buildah(last.get(0));
      command.addAll(last.subList(1, last.size()));
      shell.run(command);
    }
  }
}

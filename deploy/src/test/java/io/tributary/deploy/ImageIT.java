package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.embedded.process.BrokerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image that docker/Dockerfile makes, on stand-ins for what it is built on: its containers are
 * started with the commands and the environment of compose.yaml, and train.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ImageIT {

  private static final String IMAGE = "localhost/tributary";
  private static final String MODEL = "/opt/tributary/demo/model.yaml";
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(4);

  @TempDir private static Path folder;
  private static @Nullable Images made;

  private final List<Process> processes = new ArrayList<>();

  @BeforeAll
  static void build() throws Exception {
    String missing = missing();
    if (!missing.isEmpty()) {
      System.out.println("ImageIT: images are not built: " + missing);
      Assumptions.abort(missing);
    }
    made = new Images(folder);
    images().makeStandIns();
    images().build("Dockerfile", IMAGE, List.of());
  }

  private static String missing() throws IOException {
    for (String program : List.of("buildah", "mmdebstrap")) {
      if (Programs.onPath(program) == null) {
        return "no " + program + " on the PATH (Debian: apt install " + program + ")";
      }
    }
    return Files.getOwner(Path.of("/proc/self")).getName().equals("root") ? "" : "root must do it";
  }

  @AfterAll
  static void remove() throws Exception {
    if (made != null) {
      made.close();
    }
  }

  @AfterEach
  void end() {
    processes.forEach(Images::end);
  }

  private static Images images() {
    return Objects.requireNonNull(made);
  }

  /** The environment that compose.yaml gives to a service, but for Kafka's address. */
  private static Map<String, String> environment(BrokerProcess broker) throws IOException {
    Map<String, String> environment = new TreeMap<>();
    Yaml.at(Yaml.documents("compose.yaml").get(0), "services", "jobmanager", "environment")
        .forEach((name, value) -> environment.put(String.valueOf(name), String.valueOf(value)));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
    return environment;
  }

  @Test
  void trains() throws Exception {
    trains(IMAGE, MODEL, Files.createDirectories(folder.resolve("state")));
  }

  /** Of a build with it: mvn -Ppytorch. */
  @Test
  void trainsWithTheSecondEngine() throws Exception {
    Path lib = Repository.ASSEMBLY.resolve("lib");
    try (Stream<Path> jars = Files.list(lib)) {
      if (jars.noneMatch(jar -> jar.toString().contains("engine-pytorch"))) {
        System.out.println("ImageIT: this build has one engine; the other comes with -Ppytorch");
        Assumptions.abort("built without -Ppytorch");
      }
    }
    String image = IMAGE + "-pytorch";
    images().build("Dockerfile.pytorch", image, List.of());
    Path state = Files.createDirectories(folder.resolve("state-pytorch"));
    Files.writeString(
        state.resolve("model.yaml"),
        Files.readString(Repository.DOCKER.resolve("demo/model.yaml")) + "engine: pytorch\n");
    trains(image, "/var/lib/tributary/model.yaml", state);
  }

  private void trains(String image, String model, Path state) throws Exception {
    images().shell().run(List.of("chown", "-R", "9999:9999", state.toString()));
    String volume = state + ":/var/lib/tributary";
    int rest = Cluster.freePort();
    int rpc = Cluster.freePort();
    List<Integer> metrics = List.of(Cluster.freePort(), Cluster.freePort());
    try (BrokerProcess broker =
        BrokerProcess.start(
            Files.createDirectories(folder.resolve("kafka-" + state.getFileName())),
            List.of("-Xmx512m"))) {
      Map<String, String> environment = environment(broker);
      String once = images().container(image, List.of("jobmanager"));
      run(once, environment, volume, List.of("tributary", "topics", "-c", model));
      for (int i = 0; i < 2; i++) {
        processes.add(
            start(
                images().container(image, List.of("jobmanager")),
                environment,
                volume,
                List.of(
                    "/docker-entrypoint.sh",
                    List.of("jobmanager", "taskmanager").get(i),
                    "-Drest.port=" + rest,
                    "-Drest.bind-address=127.0.0.1",
                    "-Djobmanager.rpc.port=" + rpc,
                    "-Djobmanager.bind-host=127.0.0.1",
                    "-Dtaskmanager.bind-host=127.0.0.1",
                    "-Dtaskmanager.host=127.0.0.1",
                    "-Dtaskmanager.resource-id=taskmanager", // no name service has a container's
                    "-Dmetrics.reporter.micrometer.host=127.0.0.1",
                    "-Dmetrics.reporter.micrometer.port=" + metrics.get(i))));
      }
      List<String> submit = List.of("submit", model, "-Drest.port=" + rest);
      assertThat(run(once, environment, volume + ":ro", submit)).contains("JobID");
      processes.add(
          start(
              images().container(image, List.of()),
              environment,
              volume,
              List.of("tributary", "feed", "-c", model, "--demo", "--loop", "--rate", "400")));
      for (int port : metrics) {
        await(once, environment, volume, "curl -fs http://localhost:" + port + "/metrics", "jvm_");
      }
      await(
          once,
          environment,
          volume,
          "curl -fs http://localhost:" + metrics.get(1) + "/metrics | grep -v '} 0.0$'",
          "tributary_rounds_total{");
      await(once, environment, volume, "find /var/lib/tributary -name _metadata", "/chk-");
      assertThat(run(once, environment, volume + ":ro", submit)).contains("runs already");
    }
  }

  /** On no CUDA image, and without a device: its files come together, and its commands start. */
  @Test
  void comesTogetherForDevices() throws Exception {
    String image = IMAGE + "-cuda";
    images()
        .build(
            "Dockerfile.cuda", image, List.of("--build-arg", "CUDA=" + Images.standIn("debian")));
    Path state = Files.createDirectories(folder.resolve("no-state"));
    String volume = state + ":/var/lib/tributary";
    String container = images().container(image, List.of());
    assertThat(run(container, Map.of(), volume, List.of("id"))).startsWith("uid=9999(flink)");
    assertThat(run(container, Map.of(), volume, List.of("tributary", "--version")))
        .contains("tributary ", "native ");
    String tried = "test -r /opt/flink/usrlib/tributary-job.jar && ls /opt/flink/plugins";
    assertThat(run(container, Map.of(), volume, List.of("sh", "-c", tried))).contains("micrometer");
  }

  private static String run(
      String container, Map<String, String> environment, String volume, List<String> command)
      throws Exception {
    return images().shell().run(images().in(container, environment, volume, command));
  }

  private static Process start(
      String container, Map<String, String> environment, String volume, List<String> command)
      throws IOException {
    return images()
        .shell()
        .start(
            images().in(container, environment, volume, command),
            folder.resolve(container + ".txt"));
  }

  /** Waits until a command in a container says this. */
  private void await(
      String container,
      Map<String, String> environment,
      String volume,
      String command,
      String expected)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    String said = "";
    while (System.nanoTime() < deadline && processes.stream().allMatch(Process::isAlive)) {
      said = run(container, environment, volume, List.of("sh", "-c", command + " || true"));
      if (said.contains(expected)) {
        return;
      }
      Thread.sleep(500);
    }
    throw new AssertionError(command + " does not say " + expected + ": " + said + logs());
  }

  private static String logs() throws IOException {
    StringBuilder logs = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().contains("container")).toList()) {
        logs.append("\n--- ").append(file.getFileName()).append('\n');
        Files.readAllLines(file).stream()
            .filter(line -> line.matches(".*(WARN|ERROR|aused|rror:).*"))
            .limit(30)
            .forEach(line -> logs.append(line).append('\n'));
      }
    }
    return logs.toString();
  }
}

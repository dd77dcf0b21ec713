package io.tributary.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.embedded.process.BrokerProcess;
import io.tributary.embedded.process.JavaProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What compose.yaml brings up, as processes: the broker, a JobManager and TaskManagers with the
 * settings under {@code docker/}. Only addresses, folders and sizes differ, and are given as
 * Flink's own {@code -D} options.
 */
final class Cluster implements AutoCloseable {

  static final int TASK_MANAGERS = 2;

  private static final Duration START = Duration.ofMinutes(4);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Installation installation;
  private final BrokerProcess broker;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<JavaProcess> processes = new ArrayList<>();
  private final List<Integer> metricPorts = new ArrayList<>();
  private final int rpcPort = freePort();
  private final int restPort = freePort();
  private final Thread atExit = new Thread(this::killAll);

  private Cluster(Path folder) throws Exception {
    this.folder = folder;
    this.installation = new Installation(folder);
    this.broker =
        BrokerProcess.start(
            Files.createDirectories(folder.resolve("kafka")),
            List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** A session cluster that waits for jobs. */
  static Cluster session(Path folder) throws Exception {
    return start(
        folder,
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
        List.of(),
        broker -> {});
  }

  /** A cluster for one job, which its JobManager starts itself. */
  static Cluster application(Path folder, List<String> arguments, Prepared prepared)
      throws Exception {
    return start(folder, ApplicationMode.class.getName(), arguments, prepared);
  }

  /** What is done once the broker is there. */
  @FunctionalInterface
  interface Prepared {
    void by(String bootstrapServers) throws IOException;
  }

  private static Cluster start(
      Path folder, String jobManager, List<String> arguments, Prepared prepared) throws Exception {
    Cluster cluster = new Cluster(folder);
    try {
      prepared.by(cluster.bootstrapServers());
      cluster.add("jobmanager", 512, jobManager, arguments);
      for (int i = 1; i <= TASK_MANAGERS; i++) {
        cluster.add(
            "taskmanager-" + i,
            640,
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            List.of());
      }
      cluster.await("/taskmanagers", answer -> answer.path("taskmanagers").size() == TASK_MANAGERS);
      return cluster;
    } catch (Exception | AssertionError failure) {
      cluster.close();
      throw failure;
    }
  }

  private void add(String name, int heap, String main, List<String> more) throws IOException {
    int metrics = freePort();
    metricPorts.add(metrics);
    List<String> arguments =
        new ArrayList<>(List.of("--configDir", Repository.CONFIGURATION.toString()));
    settings(metrics, name).forEach((key, value) -> arguments.add("-D" + key + "=" + value));
    arguments.addAll(more);
    processes.add(installation.program(name, heap, main, arguments).start(folder));
  }

  private Map<String, String> settings(int metrics, String name) throws IOException {
    Map<String, String> settings = new TreeMap<>(places());
    settings.put("metrics.reporter.micrometer.port", Integer.toString(metrics));
    settings.put("jobmanager.bind-host", "127.0.0.1");
    settings.put("rest.bind-address", "127.0.0.1");
    settings.put("taskmanager.bind-host", "127.0.0.1");
    settings.put("taskmanager.host", "127.0.0.1");
    settings.put("io.tmp.dirs", Files.createDirectories(folder.resolve("tmp-" + name)).toString());
    if (name.startsWith("taskmanager")) { // what Flink's scripts work out of the process size
      settings.put("taskmanager.cpu.cores", "1.0");
      settings.put("taskmanager.memory.framework.heap.size", "128m");
      settings.put("taskmanager.memory.framework.off-heap.size", "128m");
      settings.put("taskmanager.memory.task.heap.size", "384m");
      settings.put("taskmanager.memory.jvm-overhead.min", "192m");
      settings.put("taskmanager.memory.jvm-overhead.max", "192m");
      settings.put("taskmanager.memory.managed.size", "128m");
      settings.put("taskmanager.memory.network.min", "64m");
      settings.put("taskmanager.memory.network.max", "64m");
      settings.put("taskmanager.resource-id", name);
    }
    return settings;
  }

  private Map<String, String> places() {
    return Map.of(
        "jobmanager.rpc.address",
        "127.0.0.1",
        "jobmanager.rpc.port",
        Integer.toString(rpcPort),
        "rest.address",
        "127.0.0.1",
        "rest.port",
        Integer.toString(restPort));
  }

  /** Options for Flink's client. */
  List<String> clientOptions() {
    List<String> options = new ArrayList<>(List.of("-Dexecution.target=remote"));
    places().forEach((key, value) -> options.add("-D" + key + "=" + value));
    return options;
  }

  /** Runs commands with the environment of a container. */
  Shell shell() throws IOException {
    Map<String, String> environment = installation.environment();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
    environment.put("FLINK", installation.flinkCommand().toString());
    environment.put("TRIBUTARY_CHECKPOINTS", checkpoints().toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return new Shell(folder, environment);
  }

  /** The model of compose.yaml, with its state in this cluster's folder. */
  Path model() throws IOException {
    String demo = Files.readString(Repository.DOCKER.resolve("demo/model.yaml"));
    return Files.writeString(
        folder.resolve("model.yaml"),
        demo.replace("flink: {", "flink: {checkpointDir: \"" + checkpoints() + "\", ")
            .replace("checkpointInterval: 5s", "checkpointInterval: 1s"));
  }

  /** A script of the image. */
  static String script(String name) {
    return Repository.DOCKER.resolve("bin").resolve(name).toString();
  }

  /** Flink's own client. */
  String flink(String action, String... more) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(installation.flinkCommand().toString(), action));
    command.addAll(clientOptions());
    command.addAll(List.of(more));
    return shell().run(command);
  }

  /**
   * Runs a command as docs/operations.md gives it.
   *
   * @param given what to put in the place of its words
   */
  String documented(String text, Map<String, String> given)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(OperationsGuide.words(text));
    words.replaceAll(word -> given.getOrDefault(word, word));
    List<String> command = new ArrayList<>();
    switch (words.get(0)) {
      case "flink" -> {
        command.addAll(List.of(installation.flinkCommand().toString(), words.get(1)));
        command.addAll(clientOptions());
        command.addAll(words.subList(2, words.size()));
      }
      case "tributary" -> {
        command.addAll(words);
        command.set(0, script("tributary"));
      }
      case "docker/bin/submit" -> {
        command.addAll(words);
        command.set(0, script("submit"));
        command.addAll(clientOptions());
      }
      default -> {
        command.addAll(words);
        if (command.get(0).contains("/")) {
          command.set(0, Repository.ROOT.resolve(command.get(0)).toString());
        }
      }
    }
    return shell().run(command);
  }

  /** Waits until a job has a checkpoint. */
  void awaitCheckpoint(String job) throws IOException, InterruptedException {
    await(
        "/jobs/" + job + "/checkpoints",
        answer -> answer.path("counts").path("completed").asInt() > 0);
  }

  /** Cancels a job, and waits until it is gone. */
  void cancel(String job) throws IOException, InterruptedException {
    URI path = URI.create(restAddress() + "/jobs/" + job + "?mode=cancel");
    client.send(
        HttpRequest.newBuilder(path).method("PATCH", HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.discarding());
    await("/jobs/" + job, answer -> answer.path("state").asText().equals("CANCELED"));
  }

  /** Where state lies that outlives a job. */
  Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Ports of the metrics, the JobManager's first. */
  List<Integer> metricPorts() {
    return List.copyOf(metricPorts);
  }

  /** Lets a process collect garbage, classes included; the JobManager is the first. */
  void collectGarbage(int number) throws IOException, InterruptedException {
    long pid = processes.get(number).process().pid();
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    shell().run(List.of(jcmd, Long.toString(pid), "GC.run"));
  }

  /** Waits until the JobManager answers so. */
  JsonNode await(String path, Predicate<JsonNode> condition)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    String last = "";
    while (System.nanoTime() < deadline) {
      try {
        last = get(restAddress() + path);
        JsonNode answer = JSON.readTree(last);
        if (condition.test(answer)) {
          return answer;
        }
      } catch (IOException notYet) {
        last = notYet.toString();
      }
      Thread.sleep(100);
    }
    throw new AssertionError("not within " + START + ": " + path + " says " + last + said());
  }

  private String restAddress() {
    return "http://127.0.0.1:" + restPort;
  }

  private String said() throws IOException {
    StringBuilder said = new StringBuilder();
    for (JavaProcess process : processes) {
      List<String> lines = new ArrayList<>(process.out());
      lines.addAll(process.err());
      said.append("\n--- ").append(process.outFile()).append('\n');
      lines.stream()
          .filter(line -> line.contains("WARN") || line.contains("ERROR") || line.contains("aused"))
          .limit(30)
          .forEach(line -> said.append(line).append('\n'));
    }
    return said.toString();
  }

  /** The id of the one job, once all of its tasks run. */
  String awaitRunningJob() throws IOException, InterruptedException {
    JsonNode jobs =
        await(
            "/jobs/overview",
            answer -> {
              for (JsonNode job : answer.path("jobs")) {
                if (isRunning(job)
                    && job.path("tasks").path("running").asInt()
                        == job.path("tasks").path("total").asInt()) {
                  return true;
                }
              }
              return false;
            });
    for (JsonNode job : jobs.path("jobs")) {
      if (isRunning(job)) {
        return job.path("jid").asText();
      }
    }
    throw new AssertionError("no job");
  }

  /** The ids of all jobs that run. */
  List<String> runningJobs() throws IOException, InterruptedException {
    List<String> running = new ArrayList<>();
    for (JsonNode job : await("/jobs/overview", answer -> true).path("jobs")) {
      if (isRunning(job)) {
        running.add(job.path("jid").asText());
      }
    }
    return running;
  }

  private static boolean isRunning(JsonNode job) {
    return job.path("state").asText().equals("RUNNING");
  }

  /** What one of the metrics' endpoints says. */
  String metrics(int port) throws IOException, InterruptedException {
    return get("http://127.0.0.1:" + port + "/metrics");
  }

  String get(String address) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void killAll() {
    processes.forEach(JavaProcess::close);
    broker.close();
  }

  @Override
  public void close() {
    killAll();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}

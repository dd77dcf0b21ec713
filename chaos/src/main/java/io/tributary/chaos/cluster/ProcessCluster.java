package io.tributary.chaos.cluster;

import io.tributary.embedded.process.BrokerProcess;
import io.tributary.embedded.process.JavaProcess;
import io.tributary.embedded.process.JavaProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker, a JobManager and TaskManagers, each a JVM of its own, made of nothing but this
 * JVM's class path. Every part can be killed, frozen and started again; all are killed with this
 * JVM.
 */
public final class ProcessCluster implements AutoCloseable {

  private static final int BROKER_HEAP = 512;
  private static final int JOB_MANAGER_HEAP = 512;
  private static final int CLIENT_HEAP = 512;
  private static final Duration START = Duration.ofMinutes(3);
  private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");

  private final Path folder;
  private final ClusterSettings settings;
  private final FlinkFiles files;
  private final BrokerProcess broker;
  private final ClusterPart jobManager;
  private final List<ClusterPart> taskManagers = new ArrayList<>();
  private final FlinkRest rest;
  private final Path jobJar;
  private final Thread atExit = new Thread(this::killAll);
  private int submissions;

  private ProcessCluster(Path folder, ClusterSettings settings) throws Exception {
    this.folder = folder;
    this.settings = settings;
    this.files = new FlinkFiles(folder, settings);
    this.rest = new FlinkRest(files.restPort());
    this.jobJar = emptyJar(folder.resolve("job.jar"));
    this.broker =
        BrokerProcess.start(
            Files.createDirectories(folder.resolve("kafka")), settings.options(BROKER_HEAP));
    Runtime.getRuntime().addShutdownHook(atExit);
    this.jobManager =
        part(
            "jobmanager",
            JOB_MANAGER_HEAP,
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
    for (int i = 1; i <= settings.taskManagers(); i++) {
      taskManagers.add(
          part(
              "taskmanager-" + i,
              settings.taskHeapMegabytes(),
              "org.apache.flink.runtime.taskexecutor.TaskManagerRunner"));
    }
  }

  /**
   * Starts one and waits until all of it is there.
   *
   * @param folder for everything that it writes; what a part says is in {@code <part>.err}
   */
  public static ProcessCluster start(Path folder, ClusterSettings settings) throws Exception {
    ProcessCluster cluster = new ProcessCluster(folder, settings);
    try {
      cluster.awaitTaskManagers();
      return cluster;
    } catch (ClusterException | InterruptedException failure) {
      cluster.close();
      throw failure;
    }
  }

  private ClusterPart part(String name, int heap, String main) throws IOException {
    Path configuration = files.write(name);
    return new ClusterPart(
        folder,
        new JavaProgram(
            name,
            settings.options(heap),
            main,
            List.of("--configDir", configuration.toString()),
            Map.of("FLINK_CONF_DIR", configuration.toString())));
  }

  /** The client wants a jar; the job itself is on every class path. */
  private static Path emptyJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      entries.finish();
    }
    return jar;
  }

  /**
   * Starts the TaskManagers that have ended, as a supervisor does. One that was taken for dead may
   * end itself when it wakes up: its producers find that they have been replaced.
   */
  private void supervise() {
    for (ClusterPart taskManager : taskManagers) {
      if (!taskManager.isAlive()) {
        try {
          taskManager.start();
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      }
    }
  }

  /** Waits until every TaskManager is registered; starts those that have ended. */
  public void awaitTaskManagers() throws InterruptedException {
    Patience.await(
        "cluster of " + taskManagers.size() + " TaskManagers",
        START,
        () -> {
          supervise();
          return rest.taskManagers().size() == taskManagers.size();
        });
  }

  public BrokerProcess broker() {
    return broker;
  }

  public ClusterPart jobManager() {
    return jobManager;
  }

  public List<ClusterPart> taskManagers() {
    return List.copyOf(taskManagers);
  }

  public FlinkRest rest() {
    return rest;
  }

  /**
   * Submits the job with Flink's own client, in a process of its own.
   *
   * @param configuration of the job
   * @param restoreFrom a checkpoint or savepoint, or null
   * @return the job's id; empty when the client failed, what it said is in {@code client-N.err}
   */
  public Optional<String> submit(Path configuration, @Nullable String restoreFrom)
      throws IOException, InterruptedException {
    return submit("io.tributary.job.TributaryJob", configuration, restoreFrom);
  }

  /**
   * The same for a job of ours with another main class.
   *
   * @param main its name
   */
  public Optional<String> submit(String main, Path configuration, @Nullable String restoreFrom)
      throws IOException, InterruptedException {
    submissions++;
    List<String> arguments = new ArrayList<>(List.of("run", "-d"));
    if (restoreFrom != null) {
      arguments.addAll(List.of("-s", restoreFrom));
    }
    arguments.addAll(List.of("-c", main, jobJar.toString(), "--config", configuration.toString()));
    JavaProgram client =
        new JavaProgram(
            "client-" + submissions,
            settings.options(CLIENT_HEAP),
            "org.apache.flink.client.cli.CliFrontend",
            arguments,
            Map.of("FLINK_CONF_DIR", files.write("client").toString()));
    try (JavaProcess process = client.start(folder)) {
      process.await(START);
      for (String line : process.out()) {
        Matcher id = JOB_ID.matcher(line);
        if (id.find()) {
          return Optional.of(id.group(1));
        }
      }
      return Optional.empty();
    }
  }

  private void killAll() {
    taskManagers.forEach(ClusterPart::kill);
    jobManager.kill();
    broker.close();
  }

  @Override
  public void close() {
    killAll();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}

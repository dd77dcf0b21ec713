package io.tributary.embedded.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker as a process of its own, with Kafka's own defaults where one node allows them:
 * what a person has who unpacks Kafka and starts it. It can be killed and started again on the same
 * ports and data.
 */
public final class BrokerProcess implements AutoCloseable {

  private static final String SETTINGS =
      """
      process.roles=broker,controller
      node.id=1
      log.dirs=%1$s
      listeners=PLAINTEXT://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%3$d
      advertised.listeners=PLAINTEXT://127.0.0.1:%2$d
      controller.quorum.voters=1@127.0.0.1:%3$d
      controller.listener.names=CONTROLLER
      listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
      offsets.topic.replication.factor=1
      transaction.state.log.replication.factor=1
      transaction.state.log.min.isr=1
      transaction.state.log.num.partitions=3
      """;

  private static final Duration START = Duration.ofMinutes(3);

  private final Path folder;
  private final JavaProgram program;
  private final String bootstrapServers;
  private JavaProcess process;

  private BrokerProcess(Path folder, JavaProgram program, String bootstrapServers)
      throws IOException {
    this.folder = folder;
    this.program = program;
    this.bootstrapServers = bootstrapServers;
    this.process = program.start(folder);
  }

  /** Starts one with the JVM options of this JVM and waits until it answers. */
  public static BrokerProcess start(Path folder) throws Exception {
    return start(folder, JavaProgram.like("broker", "kafka.Kafka", List.of()).options());
  }

  /**
   * Starts one and waits until it answers.
   *
   * @param folder for its data, its settings and what it says
   * @param options of its JVM
   */
  public static BrokerProcess start(Path folder, List<String> options) throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    format(data);
    InetAddress host = InetAddress.getLoopbackAddress();
    int port;
    int controllerPort;
    try (ServerSocket one = new ServerSocket(0, 1, host);
        ServerSocket two = new ServerSocket(0, 1, host)) {
      port = one.getLocalPort();
      controllerPort = two.getLocalPort();
    }
    Path settings =
        Files.writeString(
            folder.resolve("server.properties"), SETTINGS.formatted(data, port, controllerPort));
    JavaProgram program =
        new JavaProgram("broker", options, "kafka.Kafka", List.of(settings.toString()), Map.of());
    BrokerProcess broker = new BrokerProcess(folder, program, "127.0.0.1:" + port);
    try {
      broker.awaitAnswer();
      return broker;
    } catch (IllegalStateException e) {
      broker.close();
      throw e;
    }
  }

  private static void format(Path data) throws Exception {
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(1)
        .setControllerListenerName("CONTROLLER")
        .setDirectories(List.of(data.toString()))
        .setMetadataLogDirectory(data.toString())
        .run();
  }

  /** host:port of the broker. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** The process that runs now, or ran last. */
  public JavaProcess process() {
    return process;
  }

  /** Kills it if it runs, and starts it on the data that it left; waits until it answers. */
  public void restart() throws Exception {
    process.close();
    process = program.start(folder);
    awaitAnswer();
  }

  private void awaitAnswer() throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "reconnect.backoff.max.ms", 100,
            "request.timeout.ms", 1_000,
            "default.api.timeout.ms", 2_000);
    long deadline = System.nanoTime() + START.toNanos();
    try (Admin admin = Admin.create(settings)) {
      while (!answers(admin)) {
        if (!process.process().isAlive() || System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "the broker ended, or takes too long to start: " + process.err());
        }
      }
    }
  }

  private static boolean answers(Admin admin) throws InterruptedException {
    try {
      admin.describeCluster().nodes().get();
      return true;
    } catch (ExecutionException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    process.close();
  }
}

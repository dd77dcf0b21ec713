package io.tributary.chaos.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Flink's configuration folders, one a process; the JobManager's ports stay the same for ever. */
final class FlinkFiles {

  private static final String CONFIGURATION =
      """
      jobmanager.rpc.address: 127.0.0.1
      jobmanager.rpc.port: %1$d
      rest.address: 127.0.0.1
      rest.bind-address: 127.0.0.1
      rest.port: %2$d
      taskmanager.host: 127.0.0.1
      taskmanager.numberOfTaskSlots: %3$d
      taskmanager.resource-id: %4$s
      taskmanager.load-balance.mode: SLOTS
      taskmanager.cpu.cores: 1.0
      taskmanager.memory.framework.heap.size: 128m
      taskmanager.memory.framework.off-heap.size: 128m
      taskmanager.memory.task.heap.size: %5$dm
      taskmanager.memory.task.off-heap.size: 128m
      taskmanager.memory.network.min: 64m
      taskmanager.memory.network.max: 64m
      taskmanager.memory.managed.size: 128m
      taskmanager.memory.jvm-metaspace.size: 256m
      taskmanager.memory.jvm-overhead.min: 192m
      taskmanager.memory.jvm-overhead.max: 192m
      heartbeat.interval: %6$d ms
      heartbeat.timeout: %7$d ms
      restart-strategy.type: fixed-delay
      restart-strategy.fixed-delay.attempts: 2147483647
      restart-strategy.fixed-delay.delay: %8$d ms
      cluster.registration.max-timeout: 1 s
      cluster.registration.error-delay: 500 ms
      classloader.resolve-order: parent-first
      execution.target: remote
      io.tmp.dirs: %9$s
      """;

  private static final int FRAMEWORK_MEGABYTES = 128;

  private final Path folder;
  private final ClusterSettings settings;
  private final int rpcPort;
  private final int restPort;

  FlinkFiles(Path folder, ClusterSettings settings) {
    this.folder = folder;
    this.settings = settings;
    InetAddress host = InetAddress.getLoopbackAddress();
    try (ServerSocket one = new ServerSocket(0, 1, host);
        ServerSocket two = new ServerSocket(0, 1, host)) {
      rpcPort = one.getLocalPort();
      restPort = two.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  int restPort() {
    return restPort;
  }

  /** Writes the folder of a process. */
  Path write(String name) throws IOException {
    Path directory = Files.createDirectories(folder.resolve("conf-" + name));
    Path temporary = Files.createDirectories(folder.resolve("tmp-" + name));
    Files.writeString(
        directory.resolve("config.yaml"),
        CONFIGURATION.formatted(
            rpcPort,
            restPort,
            settings.slots(),
            name,
            settings.taskHeapMegabytes() - FRAMEWORK_MEGABYTES,
            settings.heartbeat().toMillis(),
            settings.heartbeatTimeout().toMillis(),
            settings.restartDelay().toMillis(),
            temporary));
    return directory;
  }
}

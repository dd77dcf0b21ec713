package io.tributary.chaos.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a process cluster is made.
 *
 * @param taskManagers how many
 * @param slots of each
 * @param taskHeapMegabytes heap of a TaskManager
 * @param heartbeat interval; a part is lost after {@link #HEARTBEATS} of them
 * @param restartDelay of a failed job
 * @param jvmOptions of every process, beside its heap
 */
public record ClusterSettings(
    int taskManagers,
    int slots,
    int taskHeapMegabytes,
    Duration heartbeat,
    Duration restartDelay,
    List<String> jvmOptions) {

  /** So many heartbeats without an answer, and a part counts as lost. */
  public static final int HEARTBEATS = 5;

  /** What every JVM that trains is started with. */
  private static final List<String> TRAINING =
      List.of(
          "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
          "-Dorg.bytedeco.javacpp.maxbytes=4g",
          "-Dorg.eclipse.deeplearning4j.helpers.disable=false",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "-Dtributary.chaos.level=info");

  public ClusterSettings {
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** Two small TaskManagers with a slot to spare each, and JVMs that start fast. */
  public static ClusterSettings small() {
    return new ClusterSettings(
        2,
        2,
        384,
        Duration.ofSeconds(1),
        Duration.ofMillis(500),
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
  }

  /** Two TaskManagers of this size, with JVMs as people run them. */
  public static ClusterSettings large(int slots, int taskHeapMegabytes) {
    return new ClusterSettings(
        2, slots, taskHeapMegabytes, Duration.ofSeconds(1), Duration.ofMillis(500), List.of());
  }

  /** After so long a silence a part counts as lost. */
  public Duration heartbeatTimeout() {
    return heartbeat.multipliedBy(HEARTBEATS);
  }

  /** All options of a JVM with a heap of this size. */
  public List<String> options(int heapMegabytes) {
    List<String> options = new ArrayList<>();
    options.add("-Xmx" + heapMegabytes + "m");
    options.addAll(TRAINING);
    options.addAll(jvmOptions);
    return List.copyOf(options);
  }
}

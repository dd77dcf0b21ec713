package io.tributary.chaos.fault;

import io.tributary.chaos.cluster.ClusterPart;
import io.tributary.chaos.cluster.FlinkRest.TaskManager;
import io.tributary.chaos.cluster.Patience;
import io.tributary.chaos.cluster.ProcessCluster;
import io.tributary.chaos.cluster.SupervisedJob;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes faults of each kind, on victims and for times that a seed decides. */
final class Faults {

  private static final Duration DISK_PATIENCE = Duration.ofMinutes(1);
  private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(1);

  private final ProcessCluster cluster;
  private final SupervisedJob job;
  private final @Nullable SmallDisk disk;
  private final Duration silence;
  private final Random random;

  /**
   * Faults on a cluster.
   *
   * @param disk of the checkpoints, or null when it cannot be filled
   * @param silence after which a part counts as lost
   */
  Faults(
      ProcessCluster cluster,
      SupervisedJob job,
      @Nullable SmallDisk disk,
      Duration silence,
      Random random) {
    this.cluster = cluster;
    this.job = job;
    this.disk = disk;
    this.silence = silence;
    this.random = random;
  }

  /** The faults that a kind stands for: one, or two different ones. */
  List<Fault> of(FaultKind kind) throws InterruptedException {
    if (kind != FaultKind.TWO_AT_ONCE) {
      return List.of(one(kind));
    }
    List<FaultKind> kinds =
        new ArrayList<>(
            List.of(
                FaultKind.KILL_TASK_MANAGER, FaultKind.KILL_JOB_MANAGER, FaultKind.KILL_BROKER));
    FaultKind first = kinds.remove(random.nextInt(kinds.size()));
    return List.of(one(first), one(kinds.get(random.nextInt(kinds.size()))));
  }

  private Fault one(FaultKind kind) throws InterruptedException {
    return switch (kind) {
      case KILL_TASK_MANAGER -> killTaskManager();
      case KILL_JOB_MANAGER -> killJobManager();
      case KILL_BROKER -> killBroker();
      case FREEZE_TASK_MANAGER -> freezeTaskManager();
      case FREEZE_BROKER -> freezeBroker();
      case FILL_DISK -> fillDisk();
      case TWO_AT_ONCE -> throw new IllegalArgumentException("two faults are not one");
    };
  }

  /** One on which tasks run; a JobManager under load may not answer at once. */
  private ClusterPart busyTaskManager() throws InterruptedException {
    List<ClusterPart> candidates = new ArrayList<>();
    Patience.await(
        "TaskManager on which tasks run",
        ANSWER_PATIENCE,
        () -> {
          Set<String> busy =
              cluster.rest().taskManagers().stream()
                  .filter(TaskManager::isBusy)
                  .map(TaskManager::name)
                  .collect(Collectors.toSet());
          cluster.taskManagers().stream()
              .filter(part -> busy.contains(part.name()))
              .forEach(candidates::add);
          return !candidates.isEmpty();
        });
    return candidates.get(random.nextInt(candidates.size()));
  }

  private Duration millis(int from, int to) {
    return Duration.ofMillis(random.nextInt(from, to));
  }

  private Fault killTaskManager() throws InterruptedException {
    ClusterPart victim = busyTaskManager();
    return new Simple(
        "kill -9 " + victim.name(), victim::kill, millis(0, 3_000), victim::start, true);
  }

  private Fault killJobManager() {
    ClusterPart victim = cluster.jobManager();
    return new Simple(
        "kill -9 jobmanager",
        victim::kill,
        millis(0, 3_000),
        () -> {
          victim.start();
          job.submit();
        },
        true);
  }

  private Fault killBroker() {
    return new Simple(
        "kill -9 broker",
        () -> cluster.broker().close(),
        millis(0, 3_000),
        () -> cluster.broker().restart(),
        false);
  }

  private Fault freezeTaskManager() throws InterruptedException {
    ClusterPart victim = busyTaskManager();
    Duration lasts = silence.plus(millis(2_000, 8_000));
    return new Simple("SIGSTOP " + victim.name(), victim::freeze, lasts, victim::thaw, true);
  }

  private Fault freezeBroker() {
    return new Simple(
        "SIGSTOP broker",
        () -> cluster.broker().process().freeze(),
        millis(1_000, 10_000),
        () -> cluster.broker().process().thaw(),
        false);
  }

  private Fault fillDisk() {
    SmallDisk small = disk;
    if (small == null) {
      throw new IllegalStateException("there is no disk to fill");
    }
    long[] failed = new long[1];
    return new Simple(
        "disk full",
        () -> {
          failed[0] = cluster.rest().checkpoints(job.id(), "failed");
          small.fill();
        },
        Duration.ZERO,
        () -> healDisk(small, failed[0]),
        false);
  }

  /** Frees it once a checkpoint has failed, and waits for one that succeeds. */
  private void healDisk(SmallDisk small, long failed) throws IOException, InterruptedException {
    boolean hurt =
        Patience.holdsWithin(
            DISK_PATIENCE, () -> cluster.rest().checkpoints(job.id(), "failed") > failed);
    Patience.holdsWithin(millis(0, 4_000), () -> false);
    small.free();
    if (!hurt) {
      throw new IllegalStateException("no checkpoint failed though the disk was full");
    }
    long completed = cluster.rest().checkpoints(job.id(), "completed");
    Patience.await(
        "checkpoint after the disk was freed",
        Duration.ofMinutes(2),
        () -> cluster.rest().checkpoints(job.id(), "completed") > completed);
  }

  private interface Action {
    void run() throws Exception;
  }

  private record Simple(
      String description, Action struck, Duration lasts, Action healed, boolean restores)
      implements Fault {

    @Override
    public void strike() throws Exception {
      struck.run();
    }

    @Override
    public void heal() throws Exception {
      healed.run();
    }
  }
}

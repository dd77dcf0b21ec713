package io.tributary.chaos.fault;

import io.tributary.chaos.cluster.Patience;
import io.tributary.chaos.cluster.ProcessCluster;
import io.tributary.chaos.cluster.SupervisedJob;
import io.tributary.chaos.stream.RoundWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets faults strike at moments that a seed decides, one after the other. */
public final class Storm {

  private static final Duration RECOVERY = Duration.ofMinutes(4);
  private static final int CALM_MILLIS = 4_000;

  private final ProcessCluster cluster;
  private final SupervisedJob job;
  private final RoundWatch watch;
  private final Random random;
  private final Faults faults;

  /**
   * A storm over a running job.
   *
   * @param disk of the checkpoints, or null when it cannot be filled
   * @param silence after which a part counts as lost
   */
  public Storm(
      ProcessCluster cluster,
      SupervisedJob job,
      RoundWatch watch,
      @Nullable SmallDisk disk,
      Duration silence,
      long seed) {
    this.cluster = cluster;
    this.job = job;
    this.watch = watch;
    this.random = new Random(seed);
    this.faults = new Faults(cluster, job, disk, silence, random);
  }

  /**
   * Waits for a random while of calm, strikes, puts it right and waits for the next round.
   *
   * @throws io.tributary.chaos.cluster.ClusterException when the job does not recover
   */
  public Outcome strike(FaultKind kind) throws Exception {
    cluster.awaitTaskManagers();
    job.awaitRunning();
    Duration calm = Duration.ofMillis(random.nextInt(CALM_MILLIS));
    Patience.holdsWithin(calm, () -> false);
    List<Fault> blows = faults.of(kind);
    long generation = watch.generation();
    long round = watch.round();
    long struck = System.currentTimeMillis();
    List<FutureTask<Void>> running = new ArrayList<>();
    for (Fault blow : blows) {
      if (!running.isEmpty()) {
        Patience.holdsWithin(Duration.ofMillis(random.nextInt(200, 3_000)), () -> false);
      }
      FutureTask<Void> task = new FutureTask<>(() -> happen(blow));
      running.add(task);
      new Thread(task, "fault").start();
    }
    awaitAll(running);
    long healed = System.currentTimeMillis();
    long needed = generation + (blows.stream().anyMatch(Fault::restores) ? 1 : 0);
    long since = blows.size() == 1 && needed > generation ? struck : healed;
    Patience.await(
        "round after " + kind.description(),
        RECOVERY,
        () -> watch.firstRound(since, needed).isPresent());
    long next = watch.firstRound(since, needed).orElseThrow().millis();
    return new Outcome(
        kind,
        blows.stream().map(Fault::description).collect(Collectors.joining(", ")),
        round,
        watch.generation() - generation,
        (healed - struck) / 1e3,
        (next - struck) / 1e3);
  }

  private static @Nullable Void happen(Fault blow) throws Exception {
    blow.strike();
    Patience.holdsWithin(blow.lasts(), () -> false);
    blow.heal();
    return null;
  }

  /** Waits for every one before it throws: one that goes on would start what is closed by then. */
  private static void awaitAll(List<FutureTask<Void>> running) throws Exception {
    @Nullable Exception first = null;
    for (FutureTask<Void> task : running) {
      try {
        task.get();
      } catch (ExecutionException failure) {
        Exception thrown = failure.getCause() instanceof Exception cause ? cause : failure;
        first = first == null ? thrown : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}

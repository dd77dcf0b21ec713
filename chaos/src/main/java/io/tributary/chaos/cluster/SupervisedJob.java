package io.tributary.chaos.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The job on a process cluster, and what an operator does for it: submits it, and submits it again
 * from its newest complete checkpoint when the JobManager has forgotten it.
 */
public final class SupervisedJob {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final ProcessCluster cluster;
  private final Path configuration;
  private final RetainedCheckpoints checkpoints;
  private final List<String> ids = new ArrayList<>();

  /**
   * A job that is not submitted yet.
   *
   * @param configuration its file
   * @param checkpoints the folder that the configuration names for them
   */
  public SupervisedJob(ProcessCluster cluster, Path configuration, Path checkpoints) {
    this.cluster = cluster;
    this.configuration = configuration;
    this.checkpoints = new RetainedCheckpoints(checkpoints);
  }

  /** Its id on the cluster; it has another one after each submission. */
  public synchronized String id() {
    return ids.get(ids.size() - 1);
  }

  /** Its newest complete checkpoint. */
  public synchronized Optional<Path> checkpoint() {
    return checkpoints.newest(ids);
  }

  /**
   * Submits it: from its newest complete checkpoint, when there is one. Tries again until the
   * cluster and the broker are ready for it.
   */
  public synchronized void submit() throws IOException, InterruptedException {
    @Nullable String from = checkpoint().map(path -> path.toUri().toString()).orElse(null);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      // A client that was cut off may have submitted it all the same.
      Optional<String> id = cluster.rest().liveJobs().stream().findFirst();
      if (id.isEmpty()) {
        id = cluster.submit(configuration, from);
      }
      if (id.isPresent()) {
        ids.add(id.get());
        return;
      }
    }
    throw new ClusterException("the job could not be submitted", null);
  }

  /** Waits until all of its tasks run. */
  public void awaitRunning() throws InterruptedException {
    Patience.await("running job", PATIENCE, () -> cluster.rest().isRunning(id()));
  }

  /**
   * Stops it with a savepoint; one that fails is tried again.
   *
   * @return where the savepoint is
   */
  public String stop(Path folder) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      awaitRunning();
      Optional<String> savepoint = cluster.rest().stop(id(), folder, PATIENCE);
      if (savepoint.isPresent()) {
        Patience.await(
            "end of the job", PATIENCE, () -> cluster.rest().status(id()).equals("FINISHED"));
        return savepoint.get();
      }
    }
    throw new ClusterException("the job could not be stopped with a savepoint", null);
  }
}

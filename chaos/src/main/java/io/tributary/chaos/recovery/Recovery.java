package io.tributary.chaos.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.chaos.cluster.ClusterException;
import io.tributary.chaos.cluster.ClusterPart;
import io.tributary.chaos.cluster.ClusterSettings;
import io.tributary.chaos.cluster.Patience;
import io.tributary.chaos.cluster.ProcessCluster;
import io.tributary.chaos.cluster.SupervisedJob;
import io.tributary.chaos.stream.Feeder;
import io.tributary.chaos.stream.RoundWatch;
import io.tributary.chaos.stream.RoundWatch.Seen;
import io.tributary.connectors.record.RoundHeader.Timing;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A job with a model of one size on a process cluster, killed in parts. */
public final class Recovery implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final ProcessCluster cluster;
  private final SupervisedJob job;
  private final Feeder feeder;
  private final RoundWatch watch;

  /**
   * What a recovery took.
   *
   * @param total milliseconds from the kill to the next round
   * @param parts milliseconds of what it was spent on
   */
  public record Measured(long total, Map<Phase, Long> parts) {}

  private Recovery(ProcessCluster cluster, SupervisedJob job, Feeder feeder, RoundWatch watch) {
    this.cluster = cluster;
    this.job = job;
    this.feeder = feeder;
    this.watch = watch;
  }

  /**
   * Starts the cluster and the job, and waits until it learns.
   *
   * @param parameters about how many the model has
   * @param roundsPerSecond that the stream is enough for
   */
  public static Recovery start(
      Path folder, ClusterSettings settings, long parameters, double roundsPerSecond)
      throws Exception {
    ProcessCluster cluster = ProcessCluster.start(folder, settings);
    try {
      String servers = cluster.broker().bootstrapServers();
      Path checkpoints = folder.resolve("checkpoints");
      String text = new RecoveryModel(parameters).text(servers, checkpoints);
      Configuration configuration =
          ConfigurationFile.parse(text, "recovery.yaml", folder, Map.of());
      TopicCreator.create(configuration.kafka());
      Path file = Files.writeString(folder.resolve("recovery.yaml"), text);
      SupervisedJob job = new SupervisedJob(cluster, file, checkpoints);
      job.submit();
      return new Recovery(
          cluster,
          job,
          new Feeder(new PlainStream(), servers, RecoveryModel.recordsPerSecond(roundsPerSecond)),
          new RoundWatch(servers, Topics.of(configuration.kafka()).rounds()));
    } catch (Exception failure) {
      cluster.close();
      throw failure;
    }
  }

  /** From {@code kill -9} of the TaskManager of the coordinator to the next round. */
  public Measured killTaskManager() throws Exception {
    awaitCalm();
    String name = coordinatorsHome();
    ClusterPart victim =
        cluster.taskManagers().stream()
            .filter(part -> part.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new ClusterException("no TaskManager " + name, null));
    long generation = watch.generation();
    long start = System.currentTimeMillis();
    victim.kill();
    victim.start();
    Seen first = awaitRound(start, generation + 1);
    Timeline timeline = new Timeline(start);
    JsonNode failure =
        cluster.rest().exceptions(job.id()).orElseThrow().path("exceptionHistory").path("entries");
    timeline.ended(Phase.DETECTED, failure.path(0).path("timestamp").asLong());
    timeline.ended(Phase.RESTARTED, jobMoment("RUNNING"));
    return finish(timeline, generation + 1, first);
  }

  /** From {@code kill -9} of the JobManager to the next round; the client submits at once. */
  public Measured killJobManager() throws Exception {
    awaitCalm();
    long generation = watch.generation();
    long start = System.currentTimeMillis();
    Timeline timeline = new Timeline(start);
    cluster.jobManager().kill();
    cluster.jobManager().start();
    Patience.await("JobManager", PATIENCE, () -> cluster.rest().isUp());
    timeline.ended(Phase.JOB_MANAGER, System.currentTimeMillis());
    job.submit();
    Seen first = awaitRound(start, generation + 1);
    timeline.ended(Phase.SUBMITTED, jobMoment("RUNNING"));
    return finish(timeline, generation + 1, first);
  }

  private Measured finish(Timeline timeline, long generation, Seen first) {
    timeline.ended(Phase.SCHEDULED, lastMoment());
    timeline.ended(Phase.DEPLOYED, lastMoment("DEPLOYING"));
    timeline.ended(Phase.RESTORED, lastMoment("DEPLOYING", "INITIALIZING"));
    timeline.ended(Phase.REPUBLISHED, watch.firstOf(generation).orElseThrow().millis());
    timeline.ended(Phase.FIRST_ROUND, first.millis());
    Timing timing = first.header().timing();
    if (timing != null) {
      timeline.split(Phase.FIRST_ROUND, Phase.TRAINED, timing.train());
      timeline.split(Phase.FIRST_ROUND, Phase.TUNED, timing.tune());
    }
    return new Measured(timeline.total(), timeline.millis());
  }

  /** All parts there, the job running, and a checkpoint newer than whatever happened before. */
  private void awaitCalm() throws InterruptedException {
    cluster.awaitTaskManagers();
    job.awaitRunning();
    long before = cluster.rest().checkpoints(job.id(), "completed");
    long round = watch.round();
    Patience.await(
        "rounds and a checkpoint",
        PATIENCE,
        () ->
            watch.round() > round + 1
                && cluster.rest().checkpoints(job.id(), "completed") > before);
  }

  private Seen awaitRound(long since, long generation) throws InterruptedException {
    Patience.await(
        "round after the kill", PATIENCE, () -> watch.firstRound(since, generation).isPresent());
    job.awaitRunning();
    return watch.firstRound(since, generation).orElseThrow();
  }

  private long jobMoment(String state) {
    return cluster.rest().job(job.id()).orElseThrow().path("timestamps").path(state).asLong();
  }

  /**
   * When the last of all subtasks left the last of these states.
   *
   * @param states that follow each other, from DEPLOYING on
   */
  private long lastMoment(String... states) {
    long last = 0;
    for (JsonNode vertex : cluster.rest().job(job.id()).orElseThrow().path("vertices")) {
      for (JsonNode subtask : subtasks(vertex)) {
        long moment = subtask.path("start-time").asLong();
        for (String state : states) {
          moment += subtask.path("status-duration").path(state).asLong();
        }
        last = Math.max(last, moment);
      }
    }
    return last;
  }

  private JsonNode subtasks(JsonNode vertex) {
    return cluster
        .rest()
        .vertex(job.id(), vertex.path("id").asText())
        .orElseThrow()
        .path("subtasks");
  }

  private String coordinatorsHome() {
    for (JsonNode vertex : cluster.rest().job(job.id()).orElseThrow().path("vertices")) {
      if (vertex.path("name").asText().contains("coordinator")) {
        return subtasks(vertex).path(0).path("taskmanager-id").asText();
      }
    }
    throw new ClusterException("the job has no coordinator", null);
  }

  @Override
  public void close() throws Exception {
    feeder.abandon();
    watch.close();
    cluster.close();
  }
}

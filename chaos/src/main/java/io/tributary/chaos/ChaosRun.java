package io.tributary.chaos;

import io.tributary.chaos.check.Check;
import io.tributary.chaos.check.Checks;
import io.tributary.chaos.check.Reproduced;
import io.tributary.chaos.cluster.ClusterSettings;
import io.tributary.chaos.cluster.Patience;
import io.tributary.chaos.cluster.ProcessCluster;
import io.tributary.chaos.cluster.SupervisedJob;
import io.tributary.chaos.fault.FaultKind;
import io.tributary.chaos.fault.Outcome;
import io.tributary.chaos.fault.SmallDisk;
import io.tributary.chaos.fault.Storm;
import io.tributary.chaos.stream.ChaosModel;
import io.tributary.chaos.stream.ExampleStream;
import io.tributary.chaos.stream.ExampleStream.Whole;
import io.tributary.chaos.stream.Feeder;
import io.tributary.chaos.stream.RoundWatch;
import io.tributary.chaos.stream.RoundsBy;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.connectors.topic.Topics;
import io.tributary.job.JobOptions;
import io.tributary.job.JobRun;
import io.tributary.model.config.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run under faults, from the start of the cluster to the verdict. */
final class ChaosRun {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration BEHIND = Duration.ofHours(2);
  private static final long ROUNDS_BEFORE_THE_FIRST = 3;
  private static final String FILE = "chaos.yaml";
  private static final int REPRODUCTION_HEAP = 512;

  private final Path folder;
  private final RoundsBy rounds;
  private final long seed;
  private final double perSecond;
  private final Consumer<String> progress;
  private final ClusterSettings settings = ClusterSettings.small();
  private final Path checkpoints;
  private final long start = System.currentTimeMillis() - BEHIND.toMillis();

  /**
   * A run.
   *
   * @param folder for all that it writes
   * @param seed of the stream, the moments and the victims
   * @param perSecond records fed a second
   * @param progress hears lines for people
   */
  ChaosRun(Path folder, RoundsBy rounds, long seed, double perSecond, Consumer<String> progress) {
    this.folder = folder;
    this.rounds = rounds;
    this.seed = seed;
    this.perSecond = perSecond;
    this.progress = progress;
    this.checkpoints = folder.resolve("checkpoints");
  }

  /**
   * What came of it.
   *
   * @param outcomes of the faults, in order
   * @param left kinds of faults that could not be tried here
   * @param checks of what must hold
   * @param records that were fed
   * @param rounds that were trained
   */
  record Result(
      List<Outcome> outcomes, List<FaultKind> left, List<Check> checks, long records, long rounds) {

    boolean passed() {
      return checks.stream().allMatch(Check::passed);
    }
  }

  /**
   * Lets faults of these kinds strike in an order that the seed decides.
   *
   * @param kinds to choose from
   * @param faults how many
   */
  Result run(List<FaultKind> kinds, int faults) throws Exception {
    Files.createDirectories(checkpoints);
    Optional<SmallDisk> disk = SmallDisk.mount(checkpoints);
    try {
      List<FaultKind> possible = new ArrayList<>(kinds);
      if (disk.isEmpty() && possible.remove(FaultKind.FILL_DISK)) {
        progress.accept(
            "left out, for a disk cannot be mounted here: " + FaultKind.FILL_DISK.description());
      }
      try (ProcessCluster cluster = ProcessCluster.start(folder, settings)) {
        List<FaultKind> left = kinds.stream().filter(kind -> !possible.contains(kind)).toList();
        return run(cluster, disk.orElse(null), FaultKind.plan(possible, faults, seed), left);
      }
    } finally {
      if (disk.isPresent()) {
        disk.get().close();
      }
    }
  }

  private Result run(
      ProcessCluster cluster, @Nullable SmallDisk disk, List<FaultKind> plan, List<FaultKind> left)
      throws Exception {
    String servers = cluster.broker().bootstrapServers();
    String text = ChaosModel.text(rounds, servers, "chaos", checkpoints);
    Configuration configuration = ChaosModel.parse(text);
    TopicCreator.create(configuration.kafka());
    Path file = Files.writeString(folder.resolve(FILE), text);
    SupervisedJob job = new SupervisedJob(cluster, file, checkpoints);
    Feeder feeder = new Feeder(new ExampleStream(rounds, seed, start), servers, perSecond);
    try (RoundWatch watch = new RoundWatch(servers, Topics.of(configuration.kafka()).rounds())) {
      job.submit();
      Patience.await(
          "first rounds and checkpoint",
          PATIENCE,
          () -> watch.round() >= ROUNDS_BEFORE_THE_FIRST && job.checkpoint().isPresent());
      progress.accept("the cluster runs, and the job learns; now the faults");
      List<Outcome> outcomes = storm(cluster, job, watch, disk, plan);
      Whole whole = ExampleStream.again(rounds, seed, start, feeder.finish());
      long last = whole.stream().rounds();
      progress.accept(
          "fed %,d records; the last round must be %d".formatted(whole.records().size(), last));
      Patience.await("round " + last, PATIENCE, () -> watch.round() >= last);
      String savepoint = job.stop(folder.resolve("savepoints"));
      progress.accept("stopped with a savepoint; now the checks");
      return new Result(
          outcomes, left, checks(configuration, whole, savepoint), whole.records().size(), last);
    }
  }

  private List<Outcome> storm(
      ProcessCluster cluster,
      SupervisedJob job,
      RoundWatch watch,
      @Nullable SmallDisk disk,
      List<FaultKind> plan)
      throws Exception {
    Storm storm = new Storm(cluster, job, watch, disk, settings.heartbeatTimeout(), seed);
    List<Outcome> outcomes = new ArrayList<>();
    for (FaultKind kind : plan) {
      Outcome outcome = storm.strike(kind);
      outcomes.add(outcome);
      progress.accept(
          "%2d/%d  %-45s  after round %4d, restored %d times, next round after %5.1f s"
              .formatted(
                  outcomes.size(),
                  plan.size(),
                  outcome.description(),
                  outcome.round(),
                  outcome.generations(),
                  outcome.nextRoundSeconds()));
    }
    return outcomes;
  }

  private List<Check> checks(Configuration configuration, Whole whole, String savepoint)
      throws Exception {
    Checks checks = new Checks(configuration.kafka(), whole.stream().rounds());
    List<Check> all = new ArrayList<>();
    all.add(checks.log(whole.records()));
    all.add(checks.deadLetters(whole.records())); // the runs below reject the same ones again
    all.addAll(checks.counters(restored(configuration, savepoint), whole.stream()));
    Configuration undisturbed =
        ChaosModel.parse(
            ChaosModel.text(
                rounds,
                configuration.kafka().bootstrapServers(),
                "undisturbed",
                folder.resolve("undisturbed")));
    try (JobRun run = JobRun.submit(undisturbed, JobOptions.toTheEnd())) {
      run.follow(header -> {});
    }
    all.addAll(checks.outputs(undisturbed.kafka()));
    Reproduced reproduced =
        new Reproduced(folder, folder.resolve(FILE), settings.options(REPRODUCTION_HEAP));
    all.add(reproduced.of(published(whole.stream().rounds())));
    return all;
  }

  /** Three rounds whose models were published: an early one, one midway and the last. */
  private static List<Long> published(long rounds) {
    long every = ChaosModel.PUBLISH_EVERY;
    return List.of(every, rounds / 2 / every * every, rounds / every * every);
  }

  /** What a run that goes on from a savepoint says first. */
  private RoundHeader restored(Configuration configuration, String savepoint) {
    AtomicReference<RoundHeader> first = new AtomicReference<>();
    try (JobRun run =
        JobRun.submit(
            configuration, new JobOptions(false, folder.resolve("restored"), savepoint))) {
      run.follow(
          header -> {
            first.compareAndSet(null, header);
            run.stop();
          });
    }
    return Objects.requireNonNull(first.get());
  }
}

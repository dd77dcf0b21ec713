package io.tributary.chaos.serving;

import io.tributary.chaos.cluster.ClusterException;
import io.tributary.chaos.cluster.ClusterPart;
import io.tributary.chaos.cluster.ClusterSettings;
import io.tributary.chaos.cluster.Patience;
import io.tributary.chaos.cluster.ProcessCluster;
import io.tributary.chaos.serving.Answers.Answer;
import io.tributary.chaos.stream.ChaosModel;
import io.tributary.chaos.stream.ExampleStream;
import io.tributary.chaos.stream.Fed;
import io.tributary.chaos.stream.RoundsBy;
import io.tributary.connectors.checkpoint.Aliases;
import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointReader;
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
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Requests at a steady rate while models are swapped and TaskManagers are killed. */
public final class ServingRun {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long RECORDS = 1_500;
  private static final int PARTITIONS = 1;
  private static final String MAIN = "io.tributary.job.ScoringJob";

  private final Path folder;
  private final double perSecond;
  private final Duration betweenSwaps;
  private final Consumer<String> progress;
  private final Random random;

  /**
   * A run.
   *
   * @param folder for all that it writes
   * @param perSecond requests a second
   * @param progress hears lines for people
   */
  public ServingRun(
      Path folder, double perSecond, Duration betweenSwaps, long seed, Consumer<String> progress) {
    this.folder = folder;
    this.perSecond = perSecond;
    this.betweenSwaps = betweenSwaps;
    this.progress = progress;
    this.random = new Random(seed);
  }

  /**
   * What came of it.
   *
   * @param requests that were sent
   * @param seconds that sending took
   * @param swaps after which the new model was seen to answer
   * @param answers committed ones
   * @param notOnce how often requests were answered that were not answered once
   */
  public record Result(
      long requests, double seconds, int swaps, List<Answer> answers, Map<Long, Integer> notOnce) {}

  /**
   * Lets models be swapped and TaskManagers be killed, evenly mixed.
   *
   * @param swaps how many
   * @param kills how many
   */
  public Result run(int swaps, int kills) throws Exception {
    try (ProcessCluster cluster = ProcessCluster.start(folder, ClusterSettings.small())) {
      Path file = folder.resolve("serving.yaml");
      String servers = cluster.broker().bootstrapServers();
      String text = ChaosModel.text(RoundsBy.TARGET, servers, "chaos", folder.resolve("cp"));
      Files.writeString(file, text);
      Configuration configuration = ChaosModel.parse(text);
      train(configuration, servers);
      List<Checkpoint> models = new ArrayList<>();
      new CheckpointReader(configuration.kafka()).forEach(each -> models.add(each.checkpoint()));
      progress.accept(models.size() + " models to choose from");
      TopicCreator.createScoring(configuration.kafka());
      String job =
          cluster
              .submit(MAIN, file, null)
              .orElseThrow(() -> new ClusterException("the job was not submitted", null));
      Patience.await("running job", PATIENCE, () -> cluster.rest().isRunning(job));
      return strike(cluster, job, configuration, models, swaps, kills);
    }
  }

  private void train(Configuration configuration, String servers) throws Exception {
    TopicCreator.create(configuration.kafka());
    long start = System.currentTimeMillis() - Duration.ofHours(2).toMillis();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Fed record : ExampleStream.again(RoundsBy.TARGET, 1, start, RECORDS).records()) {
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    ChaosModel.EXAMPLES,
                    record.partition(),
                    record.timestamp(),
                    null,
                    record.value())));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
    try (JobRun run = JobRun.submit(configuration, JobOptions.toTheEnd())) {
      run.follow(header -> {});
    }
  }

  private Result strike(
      ProcessCluster cluster,
      String job,
      Configuration configuration,
      List<Checkpoint> models,
      int swaps,
      int kills)
      throws Exception {
    Topics topics = Topics.of(configuration.kafka());
    Aliases aliases = new Aliases(configuration.kafka());
    String servers = cluster.broker().bootstrapServers();
    try (Answers answers = new Answers(configuration.kafka(), topics.predictions())) {
      long start = System.nanoTime();
      Requests requests =
          new Requests(servers, topics.requests(), PARTITIONS, perSecond, random.nextLong());
      int seen = 0;
      int killed = 0;
      for (int swap = 1; swap <= swaps; swap++) {
        Checkpoint model = models.get(swap % models.size());
        aliases.command(model, "rollback", false);
        if (killed < kills * swap / swaps) {
          killed++;
          kill(cluster, job, answers, killed);
        } else {
          Thread.sleep(betweenSwaps.toMillis());
        }
        int before = answers.count();
        long round = model.info().round();
        Patience.await(
            "answer by round " + round,
            PATIENCE,
            () -> {
              List<Answer> all = answers.all();
              return all.size() > before && all.get(all.size() - 1).round() == round;
            });
        seen++;
        progress.accept("%2d/%d round %d answers".formatted(swap, swaps, round));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      long sent = requests.finish();
      progress.accept("%,d requests were sent in %.0f s".formatted(sent, seconds));
      Patience.await("last answer", PATIENCE, () -> answers.count() >= sent);
      Thread.sleep(3_000); // what comes twice comes after a restart, and restarts are over
      return new Result(sent, seconds, seen, answers.all(), answers.notOnce(sent));
    }
  }

  private void kill(ProcessCluster cluster, String job, Answers answers, int number)
      throws Exception {
    ClusterPart victim = victim(cluster);
    long start = System.nanoTime();
    victim.kill();
    Thread.sleep(random.nextInt(2_000));
    victim.start();
    int before = answers.count();
    Patience.await(
        "answers after the kill",
        PATIENCE,
        () -> cluster.rest().isRunning(job) && answers.count() > before);
    progress.accept(
        "kill -9 %s, the %d. kill; answers again after %.1f s"
            .formatted(victim.name(), number, (System.nanoTime() - start) / 1e9));
  }

  /** One on which tasks run. */
  private static ClusterPart victim(ProcessCluster cluster) throws Exception {
    List<ClusterPart> found = new ArrayList<>();
    Patience.await(
        "busy TaskManager",
        PATIENCE,
        () -> {
          cluster
              .rest()
              .taskManagers()
              .forEach(
                  one ->
                      cluster.taskManagers().stream()
                          .filter(part -> one.isBusy() && part.name().equals(one.name()))
                          .forEach(found::add));
          return !found.isEmpty();
        });
    return found.get(0);
  }
}

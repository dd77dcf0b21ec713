package io.tributary.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chaos.check.Check;
import io.tributary.chaos.check.Reproduced;
import io.tributary.chaos.cluster.ClusterPart;
import io.tributary.chaos.cluster.ClusterSettings;
import io.tributary.chaos.cluster.Patience;
import io.tributary.chaos.cluster.ProcessCluster;
import io.tributary.chaos.cluster.SupervisedJob;
import io.tributary.chaos.stream.ChaosModel;
import io.tributary.chaos.stream.ExampleStream;
import io.tributary.chaos.stream.Fed;
import io.tributary.chaos.stream.FedStream;
import io.tributary.chaos.stream.Feeder;
import io.tributary.chaos.stream.RoundWatch;
import io.tributary.chaos.stream.RoundsBy;
import io.tributary.cli.control.Conversation;
import io.tributary.connectors.checkpoint.Alias;
import io.tributary.connectors.checkpoint.Aliases;
import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.record.ControlReply;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.connectors.topic.CommittedLog;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.KafkaConfig;
import io.tributary.model.lineage.LoggedCommand;
import io.tributary.model.lineage.RoundLineage;
import io.tributary.model.steering.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A scripted session with a job under load, on real processes, one of which is killed. */
class SteeringIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int REPRODUCTION_HEAP = 384;
  private static final double RECORDS_A_SECOND = 80;

  @TempDir private Path folder;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void everyCommandStandsAtItsRoundAndTheSameBitsComeOutAgain() throws Exception {
    ClusterSettings settings = ClusterSettings.small();
    Path checkpoints = folder.resolve("checkpoints");
    Path file = folder.resolve("steered.yaml");
    try (ProcessCluster cluster = ProcessCluster.start(folder, settings)) {
      String servers = cluster.broker().bootstrapServers();
      String text = ChaosModel.text(RoundsBy.TARGET, servers, "chaos", checkpoints);
      Files.writeString(file, text);
      Configuration configuration = ChaosModel.parse(text);
      TopicCreator.create(configuration.kafka());
      session(cluster, configuration.kafka(), new SupervisedJob(cluster, file, checkpoints));

      List<TaskWeightsRecord> rounds = rounds(configuration.kafka());
      assertThat(rounds)
          .extracting(TaskWeightsRecord::round)
          .isEqualTo(LongStream.rangeClosed(1, rounds.size()).boxed().toList());
      assertThat(told(rounds)).isEqualTo(accepted(configuration.kafka()));
      assertThat(told(rounds)).hasSize(11);
      effects(rounds);
      List<Long> steered = steered(configuration.kafka(), rounds);
      Check again = new Reproduced(folder, file, settings.options(REPRODUCTION_HEAP)).of(steered);
      assertThat(again.faults()).as(again.toString()).isEmpty();
    }
  }

  private void session(ProcessCluster cluster, KafkaConfig kafka, SupervisedJob job)
      throws Exception {
    long start = System.currentTimeMillis() - Duration.ofHours(2).toMillis();
    String servers = kafka.bootstrapServers();
    Feeder feeder =
        new Feeder(
            new WithNewTask(new ExampleStream(RoundsBy.TARGET, 1, start)),
            servers,
            RECORDS_A_SECOND);
    try (RoundWatch watch = new RoundWatch(servers, Topics.of(kafka).rounds());
        Conversation person = new Conversation(kafka)) {
      job.submit();
      Patience.await(
          "first rounds and checkpoint",
          PATIENCE,
          () -> watch.round() >= 4 && job.checkpoint().isPresent());

      followed(person, new Command.AddTask("more", "{type: binary, head: [{dense: {units: 3}}]}"));
      long paused = followed(person, new Command.Pause("flag"));
      Patience.await("rounds without", PATIENCE, () -> watch.round() >= paused + 2);
      followed(person, new Command.Set("training.optimizer.learningRate", "0.02"));
      followed(person, new Command.Target("side"));

      long generation = watch.generation();
      ClusterPart victim = cluster.taskManagers().get(0);
      victim.kill();
      String whileItIsAway = person.say(new Command.Resume("flag"));
      victim.start();
      Patience.await("restore", PATIENCE, () -> watch.generation() > generation);
      assertThat(answer(person, whileItIsAway).accepted()).isTrue();

      ControlReply refused = answer(person, person.say(new Command.Retire("side")));
      assertThat(refused.accepted()).isFalse();
      assertThat(refused.reason()).contains("side is the target");
      followed(person, new Command.Set("weighting.method", "uniform"));
      followed(person, new Command.Rollback(2, true));
      followed(person, new Command.Retire("main"));
      long rarely = followed(person, new Command.Set("publish.everyRounds", "1000"));
      Patience.await("round to publish", PATIENCE, () -> watch.round() >= rarely + 1);
      followed(person, new Command.Publish());
      long last = followed(person, new Command.Set("publish.everyRounds", "2"));
      Patience.await("rounds after", PATIENCE, () -> watch.round() >= last + 4);
      feeder.abandon();
      job.stop(folder.resolve("savepoints"));
    }
  }

  /**
   * Every third record of the task {@code flag} alone is of another one, which the file lacks.
   *
   * @param stream that is changed so
   */
  private record WithNewTask(ExampleStream stream) implements FedStream {
    @Override
    public Fed next() {
      Fed next = stream.next();
      String text = new String(next.value(), UTF_8);
      return stream.count("flag", "train") % 3 == 0
          ? new Fed(
              next.partition(),
              next.timestamp(),
              text.replace("{\"flag\":", "{\"more\":").getBytes(UTF_8),
              next.examples())
          : next;
    }

    @Override
    public List<Fed> finish() {
      return stream.finish();
    }
  }

  private static long followed(Conversation person, Command command) {
    ControlReply reply = answer(person, person.say(command));
    assertThat(reply.accepted()).as("%s: %s", command, reply.reason()).isTrue();
    return Objects.requireNonNull(reply.round());
  }

  private static ControlReply answer(Conversation person, String id) {
    return person.reply(id, PATIENCE).orElseThrow();
  }

  private static void effects(List<TaskWeightsRecord> rounds) {
    Map<String, Long> at = new TreeMap<>();
    told(rounds).forEach((offset, each) -> at.put(String.valueOf(each.command()), each.round()));
    long pause = round(at, "{command=pause, task=flag}");
    long resume = round(at, "{command=resume, task=flag}");
    long target = round(at, "{command=target, task=side}");
    long retire = round(at, "{command=retire, task=main}");
    long added =
        round(
            at,
            "{command=add-task, task=more, configuration={type: binary, head: [{dense: {units: 3}}]}}");
    assertThat(rounds.subList((int) added - 1, rounds.size()))
        .anySatisfy(record -> assertThat(examples(record, "more")).isPositive());
    long uniform = round(at, "{command=set, key=weighting.method, value=uniform}");
    for (TaskWeightsRecord record : rounds) {
      long round = record.round();
      assertThat(record.target()).as("%d", round).isEqualTo(round < target ? "main" : "side");
      assertThat(record.tasks().containsKey("more")).as("%d", round).isEqualTo(round >= added);
      assertThat(record.method()).isEqualTo(round < uniform ? "alphavil" : "uniform");
      if (round >= pause && round < resume) {
        assertThat(examples(record, "flag")).as("%d", round).isZero();
      }
      assertThat(examples(record, "main") == 0).as("%d", round).isEqualTo(round >= retire);
    }
  }

  private static long round(Map<String, Long> at, String command) {
    return Objects.requireNonNull(at.get(command), command);
  }

  private static long examples(TaskWeightsRecord round, String task) {
    return Objects.requireNonNull(round.tasks().get(task)).examples();
  }

  private static List<TaskWeightsRecord> rounds(KafkaConfig kafka) {
    List<TaskWeightsRecord> rounds = new ArrayList<>();
    CommittedLog.read(
        kafka,
        Topics.of(kafka).taskWeights(),
        record -> rounds.add(Json.read(record.value(), TaskWeightsRecord.class)));
    return rounds;
  }

  /** Commands by their offset, as rounds tell them. */
  private static Map<Long, LoggedCommand> told(List<TaskWeightsRecord> rounds) {
    Map<Long, LoggedCommand> all = new TreeMap<>();
    for (TaskWeightsRecord round : rounds) {
      if (round.control() != null && round.control().commands() != null) {
        for (LoggedCommand command : round.control().commands()) {
          assertThat(command.round()).isEqualTo(round.round());
          assertThat(all.put(command.offset(), command)).as("followed once").isNull();
        }
      }
    }
    return all;
  }

  private static Map<Long, LoggedCommand> accepted(KafkaConfig kafka) {
    Map<Long, LoggedCommand> all = new TreeMap<>();
    CommittedLog.read(
        kafka,
        Topics.of(kafka).controlReplies(),
        record -> {
          ControlReply reply = Json.read(record.value(), ControlReply.class);
          if (reply.accepted()) {
            LoggedCommand followed =
                new LoggedCommand(
                    reply.offset(),
                    Objects.requireNonNull(reply.round()),
                    Objects.requireNonNull(reply.command()));
            assertThat(all.put(reply.offset(), followed)).as("answered once").isNull();
          }
        });
    return all;
  }

  /** Published rounds behind which commands stand, all of which lineage names. */
  private static List<Long> steered(KafkaConfig kafka, List<TaskWeightsRecord> rounds) {
    List<Long> published = new ArrayList<>();
    List<LoggedCommand> inLineage = new ArrayList<>();
    new CheckpointReader(kafka)
        .forEach(
            file -> {
              Checkpoint checkpoint = file.checkpoint();
              List<LoggedCommand> commands =
                  checkpoint.info().rounds().stream()
                      .map(RoundLineage::commands)
                      .flatMap(List::stream)
                      .toList();
              inLineage.addAll(commands);
              if (!commands.isEmpty()) {
                published.add(checkpoint.info().round());
              }
            });
    assertThat(inLineage).containsExactlyElementsOf(told(rounds).values());
    assertThat(new Aliases(kafka).require(Alias.CHAMPION).round()).isEqualTo(2);
    return published;
  }
}

package io.tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.checkpoint.Alias;
import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.record.AliasRecord;
import io.tributary.connectors.record.ControlForm;
import io.tributary.connectors.record.ControlReply;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.job.SteppedJob.Saved;
import io.tributary.job.message.TrainerMessage.Commanded;
import io.tributary.model.config.Configuration;
import io.tributary.model.lineage.LoggedCommand;
import io.tributary.model.steering.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Commands to a job that is run step by step. */
class SteeringTest {

  private static final Configuration CONFIGURATION =
      FourTasks.configuration(
          "steered", "{by: target, idleAfter: 0s}", 1, "nowhere:1", Path.of("c"));
  private long offset;

  @Test
  void aPausedTaskSitsOutAndItsExamplesAreKept() throws Exception {
    try (SteppedJob job = job()) {
      job.run(() -> job.hasReached(4));
      say(job, new Command.Pause("side"));
      long from = followed(job);
      job.run(() -> job.hasReached(from + 3));
      assertThat(job.lastHeader().counters())
          .hasEntrySatisfying("side", side -> assertThat(side.pending()).isPositive());
      say(job, new Command.Resume("side"));
      long until = followed(job);
      job.run(job::isDone);
      job.checkpoint();

      for (TaskWeightsRecord round : weights(job)) {
        boolean paused = round.round() >= from && round.round() < until;
        long examples = Objects.requireNonNull(round.tasks().get("side")).examples();
        assertThat(examples > 0).as("round %d", round.round()).isNotEqualTo(paused);
        assertThat(round.control() != null && round.control().paused() != null).isEqualTo(paused);
      }
      TaskCounters side = Objects.requireNonNull(job.lastHeader().counters().get("side"));
      assertThat(side.received())
          .isEqualTo(side.trained() + side.dev() + side.test() + side.dropped());
      assertThat(logged(weights(job)))
          .extracting(LoggedCommand::round)
          .containsExactly(from, until);
      assertThat(inLineage(job)).isEqualTo(logged(weights(job)));
      assertThat(inHeaders(job)).isEqualTo(logged(weights(job)));
    }
  }

  /** Nobody has to wait for a round to end that never would. */
  @Test
  void pausingATaskWithoutExamplesLetsTheOthersGoOn() throws Exception {
    Configuration byCount =
        FourTasks.configuration("dry", "{by: count, wait: all}", 1, "nowhere:1", Path.of("c"));
    TestStream stream = FourTasks.stream(900, 3).only("main", "side", "spend");
    try (SteppedJob job = new SteppedJob(byCount, stream, 1)) {
      job.holdBack(0); // the input never ends
      for (int step = 0; step < 100; step++) {
        job.step(10);
      }
      assertThat(job.lastHeader().round()).isZero();
      say(job, new Command.Pause("tags"));
      job.run(() -> job.hasReached(4));
      assertThat(followed(job)).isEqualTo(1);
    }
  }

  @Test
  void aRetiredTaskIsSetAside() throws Exception {
    try (SteppedJob job = job()) {
      job.run(() -> job.hasReached(4));
      say(job, new Command.Retire("spend"));
      long from = followed(job);
      job.run(job::isDone);
      job.checkpoint();

      for (TaskWeightsRecord round : weights(job)) {
        long examples = Objects.requireNonNull(round.tasks().get("spend")).examples();
        assertThat(examples > 0).as("round %d", round.round()).isEqualTo(round.round() < from);
      }
      TaskCounters spend = Objects.requireNonNull(job.lastHeader().counters().get("spend"));
      assertThat(spend.retired()).isPositive();
      assertThat(spend.received())
          .isEqualTo(
              spend.trained() + spend.dev() + spend.test() + spend.dropped() + spend.retired());
    }
  }

  @Test
  void badCommandsAreRefusedAndChangeNothing() throws Exception {
    List<String> bad =
        List.of(
            "",
            "pause side",
            "[]",
            "{\"command\":\"pause\"}",
            "{\"command\":\"pause\",\"task\":\"nobody\",\"id\":\"7\"}",
            "{\"command\":\"pause\",\"task\":\"side\",\"until\":9}",
            "{\"command\":\"retire\",\"task\":\"main\"}",
            "{\"command\":\"paws\",\"task\":\"side\"}",
            "{\"command\":\"set\",\"key\":\"weighting.method\",\"value\":\"best\"}",
            "{\"command\":\"set\",\"key\":\"model.seed\",\"value\":4}",
            "{\"command\":\"rollback\",\"round\":4}",
            "{\"command\":\"rollback\",\"round\":\"four\"}",
            "{\"command\":\"release\"}",
            "x".repeat(70_000));
    try (SteppedJob plain = job();
        SteppedJob job = job()) {
      plain.run(plain::isDone);
      job.run(() -> job.hasReached(4));
      for (String text : bad) {
        job.tellCoordinator(new Commanded(offset++, text));
      }
      job.run(job::isDone);
      job.checkpoint();
      plain.checkpoint();

      List<ControlReply> replies = replies(job);
      assertThat(replies).hasSize(bad.size());
      for (int i = 0; i < bad.size(); i++) {
        assertThat(replies.get(i).offset()).isEqualTo(i);
        assertThat(replies.get(i).accepted()).as(bad.get(i)).isFalse();
        assertThat(replies.get(i).reason()).isNotBlank().doesNotContain("\n");
      }
      assertThat(replies.get(4).id()).isEqualTo("7");
      assertThat(models(job)).isEqualTo(models(plain));
      assertThat(logged(weights(job))).isEmpty();
    }
  }

  /** What was followed before the checkpoint holds after it; what was not is heard again. */
  @Test
  void commandsSurviveARestore() throws Exception {
    try (SteppedJob whole = job();
        SteppedJob job = job()) {
      steer(whole);
      whole.run(whole::isDone);
      whole.checkpoint();
      offset = 0;
      steer(job);
      Saved saved = job.checkpoint();
      job.run(() -> job.hasReached(12));
      job.failAndRestore(saved, 2);
      job.run(() -> job.hasReached(15));
      assertThat(Objects.requireNonNull(job.lastHeader().steered()).steering().paused())
          .containsExactly("tags");
      job.failAndRestore(job.checkpoint(), 1);
      job.run(job::isDone);
      job.checkpoint();

      assertThat(models(job)).isEqualTo(models(whole));
      assertThat(logged(weights(job))).isEqualTo(logged(weights(whole)));
    }
  }

  private void steer(SteppedJob job) throws Exception {
    job.run(() -> job.hasReached(4));
    say(job, new Command.Pause("tags"));
    job.run(() -> job.hasReached(6));
    say(job, new Command.Set("training.optimizer.learningRate", "0.02"));
    say(job, new Command.Target("side"));
    job.run(() -> job.hasReached(9));
    say(job, new Command.Set("weighting.method", "uniform"));
    job.run(() -> job.hasReached(10));
  }

  @Test
  void theTargetIsAnotherOneFromTheRoundOn() throws Exception {
    try (SteppedJob job = job()) {
      job.run(() -> job.hasReached(4));
      say(job, new Command.Target("spend"));
      long from = followed(job);
      job.run(job::isDone);
      job.checkpoint();

      assertThat(weights(job)).hasSizeGreaterThan((int) from + 3);
      for (TaskWeightsRecord round : weights(job)) {
        boolean other = round.round() >= from;
        assertThat(round.target()).isEqualTo(other ? "spend" : "main");
        assertThat(round.dev().rmse() != null)
            .as("judged by its own dev examples in round %d", round.round())
            .isEqualTo(other && round.dev().examples() > 0);
        if (other) {
          assertThat(Objects.requireNonNull(round.tasks().get("spend")).examples())
              .as("rounds by target are of its mini-epochs")
              .isEqualTo(12);
        }
      }
      Checkpoint last = job.aliases().models().get(job.aliases().models().size() - 1);
      assertThat(last.info().target()).isEqualTo("spend");
    }
  }

  @Test
  void modelsArePublishedAndChosenWhenAPersonSaysSo() throws Exception {
    try (SteppedJob job = job()) {
      job.run(() -> job.hasReached(4));
      say(job, new Command.Publish());
      long published = followed(job) - 1;
      job.run(() -> job.hasReached(published + 2));
      job.checkpoint();
      assertThat(job.aliases().models())
          .extracting(model -> model.info().round())
          .contains(published);

      say(job, new Command.Rollback(3, true));
      say(job, new Command.Pause("side"));
      say(job, new Command.Release());
      say(job, new Command.Release());
      job.run(() -> replies(job).size() == 5);
      job.checkpoint();
      assertThat(replies(job))
          .as("in the order of the topic, though a model has to be loaded")
          .extracting(ControlReply::accepted)
          .containsExactly(true, true, true, true, false);
      assertThat(job.aliases().told(Alias.CHAMPION))
          .filteredOn(said -> said.reason().equals("rollback") && said.held())
          .singleElement()
          .satisfies(said -> assertThat(said.round()).isEqualTo(3));
      assertThat(job.aliases().told(Alias.CHAMPION))
          .extracting(said -> said.reason())
          .contains("released");
    }
  }

  @Test
  void aCommandOutlivesAnEarlierChoiceOnTheTopicOfAliases() throws Exception {
    try (SteppedJob job = job()) {
      job.aliases().listen();
      job.failAndRestore(job.checkpoint(), 1);
      job.run(() -> job.hasReached(8));
      job.checkpoint();
      Checkpoint third = job.aliases().models().get(1);
      var info = third.info();
      job.aliases()
          .say(
              new AliasRecord(
                  info.model(),
                  Alias.CHAMPION.key(),
                  info.run(),
                  info.generation(),
                  info.round(),
                  third.sha256(),
                  null,
                  "rollback",
                  null,
                  true,
                  "one"));
      job.run(
          () -> {
            job.commit();
            return job.aliases().told(Alias.CHAMPION).stream()
                .anyMatch(said -> said.reason().equals("rollback"));
          });
      say(job, new Command.Rollback(6, true));
      job.run(() -> !replies(job).isEmpty());
      assertThat(job.aliases().find(Alias.CHAMPION))
          .hasValueSatisfying(said -> assertThat(said.round()).isEqualTo(6));
    }
  }

  private void say(SteppedJob job, Command command) throws Exception {
    String text = new String(ControlForm.of(command, "id-" + offset).bytes(), UTF_8);
    job.tellCoordinator(new Commanded(offset++, text));
    job.commit();
  }

  /** The first round that is run with the newest command. */
  private static long followed(SteppedJob job) {
    List<ControlReply> replies = replies(job);
    ControlReply last = replies.get(replies.size() - 1);
    assertThat(last.accepted()).as(last.reason()).isTrue();
    return Objects.requireNonNull(last.round());
  }

  private static List<ControlReply> replies(SteppedJob job) {
    job.commit();
    return of(job, "control.replies", ControlReply.class);
  }

  private static List<TaskWeightsRecord> weights(SteppedJob job) {
    return of(job, "task-weights", TaskWeightsRecord.class);
  }

  private static <T> List<T> of(SteppedJob job, String topic, Class<T> type) {
    return job.committed().stream()
        .filter(record -> record.topic().endsWith("." + topic))
        .map(record -> Json.read(record.value(), type))
        .toList();
  }

  private static List<String> models(SteppedJob job) {
    return job.aliases().models().stream()
        .map(model -> model.info().round() + " " + model.sha256())
        .distinct()
        .toList();
  }

  private static List<LoggedCommand> logged(List<TaskWeightsRecord> rounds) {
    List<LoggedCommand> all = new ArrayList<>();
    for (TaskWeightsRecord round : rounds) {
      if (round.control() != null && round.control().commands() != null) {
        assertThat(round.control().commands())
            .allSatisfy(each -> assertThat(each.round()).isEqualTo(round.round()));
        all.addAll(round.control().commands());
      }
    }
    return all;
  }

  private static List<LoggedCommand> inLineage(SteppedJob job) {
    return job.aliases().models().stream()
        .flatMap(model -> model.info().rounds().stream())
        .flatMap(round -> round.commands().stream())
        .toList();
  }

  /** The last header that opened a round tells of the commands that it runs with. */
  private static List<LoggedCommand> inHeaders(SteppedJob job) {
    Map<Long, List<LoggedCommand>> byRound = new TreeMap<>();
    for (RoundHeader header : job.headers()) {
      byRound.put(
          header.round(), header.steered() == null ? List.of() : header.steered().commands());
    }
    return byRound.values().stream().flatMap(List::stream).toList();
  }

  private static SteppedJob job() throws Exception {
    return new SteppedJob(CONFIGURATION, FourTasks.stream(1200, 3), 1);
  }
}

package io.tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.checkpoint.Alias;
import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.record.ControlForm;
import io.tributary.connectors.record.ControlReply;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.job.SteppedJob.Saved;
import io.tributary.job.message.TrainerMessage.Commanded;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import io.tributary.model.steering.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A task that a command adds to a job that is run step by step. */
class AddedTaskTest {

  private static final String ROUNDS = "{by: target, idleAfter: 0s}";
  private static final Configuration FOUR =
      FourTasks.configuration("grown", ROUNDS, 1, "nowhere:1", Path.of("c"));
  private static final Configuration THREE =
      FourTasks.withoutTags("grown", ROUNDS, 1, "nowhere:1", Path.of("c"));
  private static final Command ADD = new Command.AddTask("tags", FourTasks.TAGS);
  private long offset;

  @Test
  void learnsFromItsRoundOnAndIsPublished() throws Exception {
    try (SteppedJob job = job()) {
      List<Example> toCome = prepare(job);
      say(job, ADD);
      long from = followed(job);
      job.run(job::isDone);
      job.checkpoint();

      List<TaskWeightsRecord> rounds = of(job, "task-weights", TaskWeightsRecord.class);
      assertThat(rounds).hasSizeGreaterThan((int) from + 5);
      for (TaskWeightsRecord round : rounds) {
        Set<String> tasks = round.tasks().keySet();
        assertThat(tasks.contains("tags")).as("%d", round.round()).isEqualTo(round.round() >= from);
      }
      TaskCounters tags = Objects.requireNonNull(job.lastHeader().counters().get("tags"));
      assertThat(tags.trained()).isPositive();
      assertThat(tags.received())
          .as("what has come before the coordinator heard of it counts")
          .isEqualTo(toCome.stream().filter(example -> example.task() == 3).count())
          .isEqualTo(tags.trained() + tags.dev() + tags.test() + tags.dropped());
      for (Checkpoint model : job.aliases().models()) {
        boolean later = model.info().round() >= from;
        assertThat(model.tasks().contains("tags")).isEqualTo(later);
        assertThat(model.info().configuration().contains("tags")).isEqualTo(later);
        assertThat(model.tensors())
            .extracting(tensor -> tensor.name())
            .anySatisfy(name -> assertThat(name).startsWith(later ? "head.tags." : "head.spend."));
      }
    }
  }

  /** Both before a round knows of it, while its examples are kept already, and after. */
  @Test
  void survivesRestores() throws Exception {
    try (SteppedJob whole = job();
        SteppedJob job = job()) {
      add(whole);
      whole.run(whole::isDone);
      whole.checkpoint();
      offset = 0;

      var unused = prepare(job);
      job.failAndRestore(job.checkpoint(), 1);
      say(job, ADD);
      long from = followed(job);
      job.run(() -> job.hasReached(from + 1));
      Saved saved = job.checkpoint();
      job.run(() -> job.hasReached(from + 4));
      job.failAndRestore(saved, 2);
      job.run(() -> job.hasReached(from + 5));
      job.failAndRestore(job.checkpoint(), 1);
      job.run(job::isDone);
      job.checkpoint();

      assertThat(counters(job)).isEqualTo(counters(whole));
      assertThat(models(job)).isEqualTo(models(whole));
    }
  }

  @Test
  void earlierModelsCanServeUnlessItIsTheTarget() throws Exception {
    try (SteppedJob job = job()) {
      long from = add(job);
      job.run(() -> job.hasReached(from + 7));
      job.commit();
      say(job, new Command.Rollback(3, true));
      job.run(() -> !replies(job).isEmpty() && last(job).offset() == offset - 1);
      assertThat(last(job).reason()).isNull();
      job.run(() -> job.hasReached(from + 10));
      assertThat(job.aliases().find(Alias.CHAMPION))
          .hasValueSatisfying(said -> assertThat(said.round()).isEqualTo(3));
      say(job, new Command.Target("tags"));
      long served = followed(job);
      say(job, new Command.Rollback(3, false));
      job.run(() -> last(job).offset() == offset - 1);
      assertThat(last(job).reason()).contains("no head for the target, tags");
      job.run(() -> job.hasReached(served + 1));
    }
  }

  @Test
  void isRefusedWhenItDoesNotFit() throws Exception {
    try (SteppedJob job = job()) {
      job.run(() -> job.hasReached(2));
      List<List<String>> bad =
          List.of(
              List.of("side", "{type: binary}", "there is a task side already"),
              List.of("a.b", "{type: binary}", "is no name for a task"),
              List.of("more", "regression", "must be a section of a task's keys"),
              List.of("more", "{type: best}", "tasks.more.type"),
              List.of("more", "{classes: 3}", "tasks.more.type is missing"),
              List.of("more", "{type: classification}", "tasks.more.classes is missing"),
              List.of("more", "{type: binary, weigth: 2}", "unknown key tasks.more.weigth"),
              List.of("more", "{type: binary, target: true}", "make it the target once"),
              List.of("more", "{type: binary, miniEpoch: 4}", "belongs to rounds.by: count"),
              List.of("more", "{type: binary, head: {dl4j: h.json}}", "names a file"),
              List.of("more", "{type: binary, head: [{conv2d: {filters: 2, kernel: 3}}]}", "head"),
              List.of("more", "{type: [", "not YAML"));
      for (List<String> each : bad) {
        say(job, new Command.AddTask(each.get(0), each.get(1)));
        assertThat(last(job).accepted()).as("%s", each).isFalse();
        assertThat(last(job).reason()).contains(each.get(2)).doesNotContain("\n");
      }
      job.run(() -> job.hasReached(4));
      assertThat(job.lastHeader().steered()).isNull();
      say(job, new Command.AddTask("more", "{type: binary}"));
      followed(job);
      say(job, new Command.Pause("more"));
      followed(job);
      say(job, new Command.Resume("more"));
      followed(job);
    }
  }

  private long add(SteppedJob job) throws Exception {
    var unused = prepare(job);
    say(job, ADD);
    return followed(job);
  }

  /** Decoding hears of the task first; gives the examples to come. */
  private static List<Example> prepare(SteppedJob job) throws Exception {
    job.readExamples(200); // no more, however long the rounds take
    while (!job.hasReached(4)) {
      job.step(0);
    }
    List<Example> toCome = job.decodeAll();
    for (int step = 0; step < 3; step++) {
      job.readExamples(20);
    }
    return toCome;
  }

  private void say(SteppedJob job, Command command) throws Exception {
    String text = new String(ControlForm.of(command, "id-" + offset).bytes(), UTF_8);
    job.tellCoordinator(new Commanded(offset++, text));
    job.run(() -> replies(job).stream().anyMatch(reply -> reply.offset() == offset - 1));
  }

  private static long followed(SteppedJob job) {
    assertThat(last(job).accepted()).as(last(job).reason()).isTrue();
    return Objects.requireNonNull(last(job).round());
  }

  private static ControlReply last(SteppedJob job) {
    List<ControlReply> replies = replies(job);
    return replies.get(replies.size() - 1);
  }

  private static List<ControlReply> replies(SteppedJob job) {
    job.commit();
    return of(job, "control.replies", ControlReply.class);
  }

  private static <T> List<T> of(SteppedJob job, String topic, Class<T> type) {
    return job.committed().stream()
        .filter(record -> record.topic().endsWith("." + topic))
        .map(record -> Json.read(record.value(), type))
        .toList();
  }

  private static Object counters(SteppedJob job) {
    return job.lastHeader().counters();
  }

  private static List<String> models(SteppedJob job) {
    return job.aliases().models().stream()
        .map(model -> model.info().round() + " " + model.sha256())
        .distinct()
        .toList();
  }

  private static SteppedJob job() throws Exception {
    return new SteppedJob(THREE, FOUR, FourTasks.stream(1200, 3), 1);
  }
}

package io.tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.connectors.record.ControlForm;
import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.PeriodsRecord;
import io.tributary.connectors.record.PeriodsRecord.SliceRecord;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.job.SteppedJob.Saved;
import io.tributary.job.SteppedRounds.Published;
import io.tributary.job.message.TrainerMessage.Commanded;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.LabelStatistics;
import io.tributary.model.Split;
import io.tributary.model.TaskType;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ContinualConfig;
import io.tributary.model.config.PeriodsConfig;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.round.Branches;
import io.tributary.model.steering.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Scores on test examples of earlier periods, of a job that is run step by step. */
class PeriodsTest {

  private static final int ROUNDS = 4;
  private static final int MINI_EPOCH = 12;
  private static final Configuration BY_COUNT =
      FourTasks.configuration("periods", "{by: count, wait: all}", 2, "nowhere:1", Path.of("c"));
  private static final String BY_TARGET = "{by: target, idleAfter: 0s}";
  private long offset;

  @Test
  void areTheSameInARunThatFailedAndSteerNothing() throws Exception {
    List<EvaluationRecord> expected;
    List<Float> learned;
    Configuration small = with(BY_COUNT, 2, 2);
    try (SteppedJob job = new SteppedJob(small, FourTasks.stream(900, 2), 2)) {
      expected = told(job);
      learned = last(job).parameters();
    }
    assertThat(expected).hasSizeGreaterThanOrEqualTo(12);
    assertThat(expected)
        .allSatisfy(
            record ->
                assertThat(Objects.requireNonNull(record.periods()).slices()).hasSizeLessThan(3));
    try (SteppedJob job = new SteppedJob(BY_COUNT, FourTasks.stream(900, 2), 2)) {
      assertThat(told(job)).isEmpty();
      assertThat(last(job).parameters()).isEqualTo(learned);
    }
    try (SteppedJob job = new SteppedJob(small, FourTasks.stream(900, 2), 2)) {
      job.run(() -> job.hasReached(2));
      Saved saved = job.checkpoint();
      job.run(() -> job.hasReached(3));
      job.failAndRestore(saved, 1); // within a period
      job.run(() -> job.hasReached(ROUNDS));
      Saved atTheEnd = job.checkpoint(); // where it is perhaps not scored yet
      job.run(() -> job.hasReached(ROUNDS + 2));
      job.failAndRestore(atTheEnd, 2);
      assertThat(told(job).stream().map(PeriodsTest::said).sorted().toList())
          .isEqualTo(expected.stream().map(PeriodsTest::said).sorted().toList());
      assertThat(last(job).parameters()).isEqualTo(learned);
    }
  }

  /** From the log and the published parameters alone. */
  @Test
  void areThoseOfThePublishedParametersOnTheLogsTestExamples() throws Exception {
    Configuration whole = with(BY_COUNT, 10, 100);
    try (SteppedJob job = new SteppedJob(whole, FourTasks.stream(900, 2), 1);
        Engine engine = Engines.open(whole)) {
      List<EvaluationRecord> told = told(job);
      long last = last(job).fence().round();
      assertThat(last % ROUNDS).as("the last period is shorter").isPositive();
      Map<Long, float[]> models = models(job, whole);
      int compared = 0;
      for (EvaluationRecord record : told) {
        int task = whole.taskNames().indexOf(record.task());
        long period = Objects.requireNonNull(record.periods()).period();
        assertThat(record.round()).isEqualTo(Math.min(last, period * ROUNDS));
        for (SliceRecord slice : record.periods().slices()) {
          List<Example> examples = slice(job.log(), task, slice.period(), last);
          assertThat(slice.examples()).isEqualTo(examples.size());
          LabelScale scale = scale(job.log(), whole, task, record.round());
          assertThat(slice.now())
              .isEqualTo(value(engine, models.get(record.round()), task, examples, scale), exact());
          long end = Math.min(last, slice.period() * ROUNDS);
          LabelScale then = scale(job.log(), whole, task, end);
          assertThat(slice.learned())
              .isEqualTo(value(engine, models.get(end), task, examples, then), exact());
          if (slice.period() == 1) {
            assertThat(slice.before()).isNull();
            assertThat(slice.initial()).isNull();
            continue;
          }
          compared++;
          long start = (slice.period() - 1) * ROUNDS;
          LabelScale before = scale(job.log(), whole, task, start);
          assertThat(slice.before())
              .isEqualTo(value(engine, models.get(start), task, examples, before), exact());
          float[] initial = engine.initialParameters();
          assertThat(slice.initial())
              .isEqualTo(value(engine, initial, task, examples, before), exact());
        }
      }
      assertThat(compared).isGreaterThan(10);
    }
  }

  private static Offset<Double> exact() {
    return within(1e-12);
  }

  private static double value(
      Engine engine,
      float @Nullable [] parameters,
      int task,
      List<Example> examples,
      LabelScale scale) {
    return engine.score(Objects.requireNonNull(parameters), task, examples, scale).value();
  }

  /** Test examples that stand before the ends of a period's mini-epochs. */
  private static List<Example> slice(List<Example> log, int task, long period, long last) {
    List<Example> slice = new ArrayList<>();
    int trained = 0;
    for (Example example : log) {
      if (example.task() != task) {
        continue;
      }
      int round = trained / MINI_EPOCH + 1;
      if (example.split() == Split.TEST && (round - 1) / ROUNDS + 1 == period && round <= last) {
        slice.add(example);
      }
      trained += example.split() == Split.TRAIN ? 1 : 0;
    }
    return slice;
  }

  private static LabelScale scale(
      List<Example> log, Configuration configuration, int task, long rounds) {
    if (!(configuration.tasks().get(task).task().type() instanceof TaskType.Regression)) {
      return LabelScale.NONE;
    }
    LabelStatistics labels = LabelStatistics.NONE;
    List<Example> trained =
        log.stream().filter(e -> e.task() == task && e.split() == Split.TRAIN).toList();
    for (int round = 0; round < rounds; round++) {
      labels = labels.with(trained.subList(round * MINI_EPOCH, (round + 1) * MINI_EPOCH));
    }
    return labels.scale();
  }

  private static Map<Long, float[]> models(SteppedJob job, Configuration configuration) {
    Map<Long, Integer> leaders = new TreeMap<>();
    for (RoundHeader header : job.headers()) {
      leaders.put(header.round(), header.leader());
    }
    Map<Long, float[]> models = new TreeMap<>();
    for (Published published : job.published()) {
      float[] all = new float[published.parameters().size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = published.parameters().get(i);
      }
      long round = published.fence().round();
      int leader = Objects.requireNonNull(leaders.get(round));
      models.put(round, Branches.of(configuration).parameters(all, leader));
    }
    return models;
  }

  /** An added task has slices from its first period on, a retired one none after its last. */
  @Test
  void tasksComeAndGo() throws Exception {
    Configuration three =
        with(FourTasks.withoutTags("grown", BY_TARGET, 1, "nowhere:1", Path.of("c")), 4, 20);
    Configuration four =
        with(FourTasks.configuration("grown", BY_TARGET, 1, "nowhere:1", Path.of("c")), 4, 20);
    try (SteppedJob job = new SteppedJob(three, four, FourTasks.stream(1200, 3), 1)) {
      job.readExamples(200); // no more, however long the rounds take
      while (!job.hasReached(ROUNDS)) {
        job.step(0);
      }
      var unused = job.decodeAll();
      say(job, new Command.AddTask("tags", FourTasks.TAGS));
      job.run(() -> job.hasReached(ROUNDS + 2));
      say(job, new Command.Retire("side"));
      say(job, new Command.Pause("spend"));
      job.failAndRestore(job.checkpoint(), 2);
      job.run(() -> job.hasReached(2 * ROUNDS + 1));
      say(job, new Command.Resume("spend"));
      List<EvaluationRecord> told = told(job);

      List<EvaluationRecord> tags = of(told, "tags");
      assertThat(tags).isNotEmpty();
      assertThat(periods(tags)).allSatisfy(period -> assertThat(period).isGreaterThan(1));
      List<EvaluationRecord> side = of(told, "side");
      assertThat(periods(side))
          .as("no more examples")
          .allSatisfy(period -> assertThat(period).isLessThanOrEqualTo(2));
      assertThat(side).as("but scores of those that are kept").hasSizeGreaterThan(2);
      assertThat(side.get(side.size() - 1).round()).isGreaterThan(2 * ROUNDS);
      assertThat(periods(of(told, "spend"))).contains(3L);
      SliceRecord first = Objects.requireNonNull(tags.get(0).periods()).slices().get(0);
      assertThat(first.before()).as("its head was as at the start of a run").isNotNull();
    }
  }

  private static List<Long> periods(List<EvaluationRecord> records) {
    return records.stream()
        .flatMap(record -> Objects.requireNonNull(record.periods()).slices().stream())
        .map(SliceRecord::period)
        .toList();
  }

  private static List<EvaluationRecord> of(List<EvaluationRecord> records, String task) {
    return records.stream().filter(record -> record.task().equals(task)).toList();
  }

  private void say(SteppedJob job, Command command) throws Exception {
    String text = new String(ControlForm.of(command, "id-" + offset).bytes(), UTF_8);
    job.tellCoordinator(new Commanded(offset++, text));
    job.run(
        () -> {
          job.commit();
          return job.committed().stream().filter(r -> r.topic().endsWith(".replies")).count()
              >= offset;
        });
  }

  private static String said(EvaluationRecord record) {
    PeriodsRecord periods = Objects.requireNonNull(record.periods());
    return record.round() + record.task() + record.accuracy() + record.rmse() + periods;
  }

  /** What is told of periods until the end. */
  private static List<EvaluationRecord> told(SteppedJob job) throws Exception {
    job.run(job::isDone);
    job.checkpoint();
    return job.committed().stream()
        .filter(record -> record.topic().endsWith(".evaluations"))
        .map(record -> Json.read(record.value(), EvaluationRecord.class))
        .filter(record -> record.split().equals("periods"))
        .toList();
  }

  private static Published last(SteppedJob job) {
    return job.published().get(job.published().size() - 1);
  }

  private static Configuration with(Configuration configuration, int keep, int slice) {
    return configuration.withContinual(
        ContinualConfig.NONE.with(new PeriodsConfig(ROUNDS, keep, slice)));
  }
}

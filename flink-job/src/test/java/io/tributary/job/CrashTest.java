package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.AliasRecord;
import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.OutRecord;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.job.SteppedJob.Saved;
import io.tributary.job.SteppedRounds.Published;
import io.tributary.model.config.Configuration;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens in whatever order, a job that fails again and again learns the same. */
class CrashTest {

  private static final int SEEDS = 6;
  private static final long FAILURES = 6;
  private static final List<Integer> PARALLELISM = List.of(1, 2, 4);

  /** All that a run said which must not depend on what befell it. */
  private record Told(
      List<Long> rounds,
      List<TaskWeightsRecord> weights,
      List<String> scores,
      List<String> checkpoints,
      List<String> aliases,
      Map<String, TaskCounters> counters) {

    static Told of(SteppedJob job) {
      List<TaskWeightsRecord> weights =
          of(job, "task-weights").map(r -> Json.read(r.value(), TaskWeightsRecord.class)).toList();
      return new Told(
          weights.stream().map(TaskWeightsRecord::round).toList(),
          weights.stream().map(Told::timeless).toList(),
          of(job, "evaluations")
              .map(record -> Json.read(record.value(), EvaluationRecord.class))
              .filter(score -> !score.split().equals("test")) // the newest when it is scored
              .map(score -> score.round() + score.task() + score.split() + score.loss())
              .sorted()
              .toList(),
          of(job, "checkpoints").map(r -> String.valueOf(r.headers().get("round"))).toList(),
          of(job, "aliases")
              .map(record -> Json.read(record.value(), AliasRecord.class))
              .map(a -> a.alias() + a.at() + a.reason() + a.round() + a.sha256() + a.judged())
              .toList(),
          job.lastHeader().counters());
    }

    private static Stream<OutRecord> of(SteppedJob job, String topic) {
      return job.committed().stream().filter(record -> record.topic().endsWith(topic));
    }

    private static TaskWeightsRecord timeless(TaskWeightsRecord r) {
      return new TaskWeightsRecord(
          r.model(),
          "",
          0,
          r.round(),
          r.method(),
          r.leader(),
          r.target(),
          r.tasks(),
          r.dev(),
          r.gap());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{by: target, idleAfter: 0s}", "{by: count, wait: all}"})
  void learnsAndSaysTheSameAsARunThatNothingBefell(String rounds) throws Exception {
    Told expected;
    Map<Long, List<Float>> parameters = new HashMap<>();
    try (SteppedJob job = job(rounds, 1)) {
      job.checkpoint();
      job.run(job::isDone);
      job.checkpoint();
      expected = Told.of(job);
      job.published().forEach(p -> parameters.put(p.fence().round(), p.parameters()));
    }
    assertThat(expected.aliases()).hasSize(2 * expected.checkpoints().size());
    assertThat(expected.rounds())
        .isEqualTo(LongStream.rangeClosed(1, parameters.size() - 1).boxed().toList())
        .hasSizeGreaterThan(5);
    for (long seed = 0; seed < SEEDS; seed++) {
      try (SteppedJob job = job(rounds, 2)) {
        befall(job, new Random(seed));
        assertThat(job.lastHeader().generation()).as("seed %d", seed).isBetween(1L, FAILURES);
        for (Published published : job.published()) {
          assertThat(published.parameters())
              .as("seed %d, %s", seed, published.fence())
              .isEqualTo(parameters.get(published.fence().round()));
        }
        assertThat(Told.of(job)).as("seed %d", seed).isEqualTo(expected);
      }
    }
  }

  /** Fails now and then, to go on from the newest checkpoint, until all is done. */
  private static void befall(SteppedJob job, Random random) throws Exception {
    Saved saved = job.checkpoint();
    long failures = 0;
    while (failures < FAILURES) {
      boolean any = job.randomStep(random);
      if (any && random.nextInt(40) == 0) {
        saved = job.checkpoint();
      }
      if (job.isDone() || (any && random.nextInt(150) == 0)) {
        job.failAndRestore(saved, PARALLELISM.get(random.nextInt(PARALLELISM.size())));
        failures++;
      }
      if (!any) {
        Thread.sleep(1); // something trains or combines in its own thread
      }
    }
    job.run(job::isDone);
    job.checkpoint();
  }

  private static SteppedJob job(String rounds, int parallelism) throws Exception {
    Configuration configuration =
        FourTasks.configuration("crash", rounds, parallelism, "nowhere:9092", Path.of("c"));
    return new SteppedJob(configuration, FourTasks.stream(400, 1), parallelism);
  }
}

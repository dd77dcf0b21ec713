package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.job.SteppedJob.Saved;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ContinualConfig;
import io.tributary.model.config.ReplayConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Examples that are trained on again, in a run that fails and in one that does not. */
class ReplayTest {

  private static final Configuration PLAIN =
      FourTasks.configuration("replay", "{by: count, wait: all}", 2, "nowhere:1", Path.of("c"));

  @Test
  void isTheSameInARunThatFailed() throws Exception {
    List<Float> expected;
    Map<String, TaskCounters> counters;
    try (SteppedJob job = job(20)) {
      job.run(job::isDone);
      expected = last(job);
      counters = job.lastHeader().counters();
    }
    try (SteppedJob job = job(0)) {
      job.run(job::isDone);
      assertThat(last(job)).isNotEqualTo(expected);
      assertThat(replayed(job.lastHeader().counters())).containsOnly(0L);
    }
    // 6 for 12, but for the first mini-epoch, before which nothing is kept.
    assertThat(replayed(counters))
        .isEqualTo(counters.values().stream().map(c -> c.trained() / 2 - 6).toList());
    try (SteppedJob job = job(20)) {
      job.run(() -> job.hasReached(3));
      Saved saved = job.checkpoint();
      job.run(() -> job.hasReached(5));
      job.failAndRestore(saved, 1);
      job.run(job::isDone);
      assertThat(last(job)).isEqualTo(expected);
      assertThat(job.lastHeader().counters()).isEqualTo(counters);
    }
  }

  private static List<Long> replayed(Map<String, TaskCounters> counters) {
    return counters.values().stream().map(TaskCounters::replayed).toList();
  }

  private static List<Float> last(SteppedJob job) {
    return job.published().get(job.published().size() - 1).parameters();
  }

  private static SteppedJob job(int size) throws Exception {
    Configuration configuration =
        PLAIN.withContinual(ContinualConfig.NONE.with(new ReplayConfig(size, 0.5)));
    return new SteppedJob(configuration, FourTasks.stream(600, 2), 2);
  }
}

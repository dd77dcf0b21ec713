package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.job.SteppedJob.Saved;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ContinualConfig;
import io.tributary.model.config.EwcConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pull to what was published, in a run that fails and in one that does not. */
class ElasticTest {

  private static final Configuration PLAIN =
      FourTasks.configuration("elastic", "{by: count, wait: all}", 2, "nowhere:1", Path.of("c"));

  @Test
  void isTheSameInARunThatFailed() throws Exception {
    List<Float> expected;
    try (SteppedJob job = job(5)) {
      job.run(job::isDone);
      expected = last(job);
    }
    try (SteppedJob job = job(0)) {
      job.run(job::isDone);
      assertThat(last(job)).hasSameSizeAs(expected).isNotEqualTo(expected);
    }
    try (SteppedJob job = job(5)) {
      job.run(() -> job.hasReached(5)); // round 3 is remembered
      Saved saved = job.checkpoint();
      job.run(() -> job.hasReached(7)); // and round 6, which is lost
      job.failAndRestore(saved, 1);
      job.run(() -> job.hasReached(7));
      saved = job.checkpoint();
      job.failAndRestore(saved, 2);
      job.run(job::isDone);
      assertThat(last(job)).isEqualTo(expected);
    }
  }

  private static List<Float> last(SteppedJob job) {
    return job.published().get(job.published().size() - 1).parameters();
  }

  private static SteppedJob job(double strength) throws Exception {
    Configuration configuration =
        PLAIN.withContinual(ContinualConfig.NONE.with(new EwcConfig(strength, 2, 8)));
    return new SteppedJob(configuration, FourTasks.stream(600, 2), 2);
  }
}

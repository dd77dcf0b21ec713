package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chaos.serving.Answers.Answer;
import io.tributary.chaos.serving.ServingRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short form: no request is lost or answered twice while models change and processes die. */
class ServingIT {

  private static final int SWAPS = 6;

  @TempDir private Path folder;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void everyRequestIsAnsweredOnce() throws Exception {
    ServingRun.Result result =
        new ServingRun(folder, 100, Duration.ofMillis(500), 1, System.out::println).run(SWAPS, 2);

    assertThat(result.notOnce()).isEmpty();
    assertThat(result.swaps()).isEqualTo(SWAPS);
    assertThat(result.answers()).hasSize((int) result.requests());
    assertThat(result.answers().stream().map(Answer::round).distinct())
        .hasSizeGreaterThanOrEqualTo(SWAPS);
  }
}

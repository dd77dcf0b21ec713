package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chaos.check.Check;
import io.tributary.chaos.fault.FaultKind;
import io.tributary.chaos.fault.Outcome;
import io.tributary.chaos.stream.RoundsBy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the suite: five faults on real processes, and everything holds. */
class ChaosIT {

  private static final List<FaultKind> KINDS =
      List.of(
          FaultKind.KILL_TASK_MANAGER,
          FaultKind.KILL_JOB_MANAGER,
          FaultKind.KILL_BROKER,
          FaultKind.FREEZE_TASK_MANAGER,
          FaultKind.FILL_DISK);

  @TempDir private Path folder;

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void nothingIsLostDoubledOrLearnedOtherwise() throws Exception {
    ChaosRun.Result result =
        new ChaosRun(folder, RoundsBy.TARGET, 3, 200, System.out::println).run(KINDS, KINDS.size());

    assertThat(result.checks()).isNotEmpty().allMatch(Check::passed);
    assertThat(result.outcomes()).hasSize(KINDS.size());
    assertThat(result.outcomes())
        .filteredOn(outcome -> outcome.kind() != FaultKind.KILL_BROKER)
        .as("faults after which the job must be restored")
        .extracting(Outcome::generations)
        .allMatch(restored -> restored > 0);
  }
}

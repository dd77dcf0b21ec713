package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.engine.EngineException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;

class JobExceptionTest {

  private final EngineException refusal =
      new EngineException(
          "the natives do not load; do this", new IllegalStateException("/no/folder"));

  private static String told(Throwable failure) {
    return String.valueOf(JobException.of("the job failed", failure).getMessage());
  }

  @Test
  void theEnginesOwnWordsSayMoreThanWhatTheyComeFrom() {
    Throwable failure = new RuntimeException("a task failed", refusal);
    for (Throwable each : List.of(failure, new SerializedThrowable(failure))) {
      assertThat(told(each)).isEqualTo("the job failed: the natives do not load; do this");
    }
  }

  @Test
  void otherwiseTheInnermostCauseSpeaks() {
    assertThat(
            told(
                new ExecutionException(
                    new RuntimeException("outer", new IllegalStateException("inner\nmore")))))
        .isEqualTo("the job failed: inner");
  }

  @Test
  void aCheckpointOfTheOtherStateBackendIsTold() {
    Throwable refused = new IllegalStateException("Unexpected state handle type, expected …");
    assertThat(told(new RuntimeException("outer", refused))).contains("flink.stateBackend");
  }
}

package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TributaryJobTest {

  @Test
  void takesWhatItKnows() {
    assertThat(TributaryJob.mistake("--config", "m.yaml")).isNull();
    assertThat(TributaryJob.mistake("--config", "m.yaml", "--bounded", "--from", "newest"))
        .isNull();
  }

  /** They would be passed over in silence, and checkpoints lie where nobody looks. */
  @Test
  void refusesFlinksOptionsBehindTheJar() {
    assertThat(
            TributaryJob.mistake(
                "--config", "m.yaml", "-Dexecution.checkpointing.dir=s3://user:pw@place"))
        .startsWith("unknown argument -Dexecution.checkpointing.dir; Flink's own options")
        .doesNotContain("pw")
        .hasLineCount(1);
    assertThat(TributaryJob.mistake("--confg", "m.yaml")).startsWith("unknown argument --confg");
    assertThat(TributaryJob.mistake("m.yaml")).startsWith("usage: ");
    assertThat(TributaryJob.mistake()).startsWith("usage: ");
  }
}

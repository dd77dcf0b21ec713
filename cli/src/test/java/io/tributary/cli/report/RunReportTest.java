package io.tributary.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.RoundHeader.Guarded;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunReportTest {

  @Test
  void countsAddUpToWhatWasReceived() {
    RunReport report = RunReport.of(SampleRun.of(40, false));

    report.tasks().values().stream().map(RunReport.TaskReport::examples).forEach(this::addsUp);
    addsUp(report.examples());
    assertThat(task(report, "target").examples().received()).isEqualTo(24 * 40 + 30 + 2 + 1);
    assertThat(report.examples().received()).isEqualTo(4 * (24 * 40 + 30) + 2 + 1 + 3);
    assertThat(report.examples().rejected()).isEqualTo(5);
    assertThat(report.examples().late()).isEqualTo(1);
    assertThat(report.guarded()).isEqualTo(new Guarded(1, 4));
  }

  private void addsUp(ExampleCounts counts) {
    assertThat(
            counts.trained()
                + counts.dev()
                + counts.test()
                + counts.dropped()
                + counts.rejected()
                + counts.late())
        .isEqualTo(counts.received());
  }

  @Test
  void theNewestTestScoreAndThePooledPrequentialOneAreTold() {
    RunReport report = RunReport.of(SampleRun.of(40, false));

    assertThat(score(report, "test").accuracy()).isCloseTo(0.79, within(1e-9));
    assertThat(score(report, "prequential").examples()).isEqualTo(24 * 40);
    assertThat(task(report, "helpful").scores()).doesNotContainKey("test");
    assertThat(task(report, "helpful").weight()).isCloseTo(1.9, within(1e-9));
  }

  @Test
  void poolingCountsEveryExampleTheSame() {
    ScoreSummary classes =
        ScoreSummary.pooled(List.of(score(10, 1.0, 0.5, null), score(30, 2.0, 0.9, null)));
    ScoreSummary numbers =
        ScoreSummary.pooled(List.of(score(10, 1.0, null, 1.0), score(30, 2.0, null, 3.0)));

    assertThat(classes).isEqualTo(new ScoreSummary(40, 1.75, 0.8, null, null, null, null));
    assertThat(numbers).isNotNull();
    assertThat(numbers.rmse()).isCloseTo(Math.sqrt(7), within(1e-12));
    assertThat(ScoreSummary.pooled(List.of())).isNull();
  }

  @Test
  void measuresThatDoNotAddUpAreMeansOverTheEvaluationsThatHaveThem() {
    List<EvaluationRecord> records =
        List.of(record(10, 0.5, 0.6, 0.2), record(30, 0.7, 0.8, 0.4), record(20, 0.9, null, null));

    ScoreSummary pooled = Objects.requireNonNull(ScoreSummary.pooled(records));

    assertThat(Objects.requireNonNull(pooled.auc())).isCloseTo(0.75, within(1e-12));
    assertThat(Objects.requireNonNull(pooled.f1())).isCloseTo(0.35, within(1e-12));
    assertThat(Objects.requireNonNull(pooled.logLoss())).isCloseTo(44.0 / 60, within(1e-12));
    ScoreSummary newest = Objects.requireNonNull(ScoreSummary.newest(records.subList(0, 2)));
    assertThat(newest).isEqualTo(new ScoreSummary(30, 0.7, 0.5, null, 0.7, 0.8, 0.4));
  }

  private static EvaluationRecord record(
      long n, double loss, @Nullable Double auc, @Nullable Double f1) {
    return new EvaluationRecord(
        "m",
        "r",
        0,
        1,
        "a",
        "prequential",
        n,
        loss,
        0.5,
        null,
        loss,
        auc,
        f1,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  @Test
  void squaresOfErrorsAddUpForBaselinesToo() {
    ScoreSummary pooled =
        Objects.requireNonNull(
            ScoreSummary.pooled(List.of(beside(10, null, 4.0, 3.0), beside(10, null, 2.0, 4.0))));
    assertThat(pooled.majority()).isEqualTo(Math.sqrt(10));
    assertThat(pooled.repeatLast()).isEqualTo(Math.sqrt(12.5));
    ScoreSummary classes =
        Objects.requireNonNull(
            ScoreSummary.pooled(List.of(beside(10, 0.5, 0.4, 0.2), beside(30, 0.5, 0.8, 0.2))));
    assertThat(classes.majority()).isEqualTo(0.7);
    assertThat(classes.repeatLast()).isEqualTo(0.2);
  }

  private static EvaluationRecord beside(
      long n, @Nullable Double accuracy, double majority, double repeatLast) {
    Double rmse = accuracy == null ? 1.0 : null;
    return new EvaluationRecord(
        "m",
        "r",
        0,
        1,
        "a",
        "prequential",
        n,
        1,
        accuracy,
        rmse,
        null,
        null,
        null,
        null,
        null,
        majority,
        repeatLast,
        null,
        null,
        null);
  }

  @Test
  void anErrorThatRanOffIsNone() {
    ScoreSummary pooled =
        Objects.requireNonNull(
            ScoreSummary.pooled(List.of(score(10, 1, null, 2.0), score(10, 1, null, null))));

    assertThat(pooled.rmse()).isNull();
    assertThat(pooled.accuracy()).isNull();
  }

  @Test
  void versionsAreFilledIn() {
    assertThat(Versions.all())
        .containsKeys("tributary", "flink", "kafka", "deeplearning4j", "java");
    assertThat(Versions.all().values()).noneMatch(version -> version.contains("${"));
  }

  private static RunReport.TaskReport task(RunReport report, String name) {
    return Objects.requireNonNull(report.tasks().get(name));
  }

  private static ScoreSummary score(RunReport report, String split) {
    return Objects.requireNonNull(task(report, "target").scores().get(split));
  }

  private static EvaluationRecord score(
      long n, double loss, @Nullable Double accuracy, @Nullable Double rmse) {
    return new EvaluationRecord("m", "r", 0, 1, "a", "prequential", n, loss, accuracy, rmse);
  }
}

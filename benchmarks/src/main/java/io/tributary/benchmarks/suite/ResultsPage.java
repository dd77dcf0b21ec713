package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.suite.stream.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes docs/results.md and its plots. */
final class ResultsPage {

  private static final String PAPER = "paper";

  private final Judgement judgement;
  private final String judged;
  private final Purpose purpose;
  private final List<ThroughJob.Both> jobs;

  /**
   * A page.
   *
   * @param judged the method that the page is about
   * @param jobs runs that also went through the job
   */
  ResultsPage(Judgement judgement, String judged, Purpose purpose, List<ThroughJob.Both> jobs) {
    this.jobs = jobs;
    this.judgement = judgement;
    this.judged = judged;
    this.purpose = purpose;
  }

  /** Writes results.md and results/*.svg into a folder. */
  void write(Path docs) throws IOException {
    Path plots = docs.resolve("results");
    Files.createDirectories(plots);
    Markdown page = new Markdown();
    FindingsPart findings = new FindingsPart(judgement, page);
    RunsPart runs = new RunsPart(judgement, page);
    page.paragraph(HOW);
    page.line(
        "Seeds of purpose `%s`. The measured times are of a shared machine.", purpose.label());
    page.end();
    findings.summary(judged);
    findings.streams();
    findings.differences(judged);
    if (judgement.methods().contains(PAPER)) {
      findings.differences(PAPER);
    }
    findings.equalCompute(judged);
    findings.everyMethod();
    runs.weights(judged, plots);
    runs.cost(List.of(Judgement.SINGLE, Judgement.UNIFORM, judged, judged + "-alone", PAPER));
    runs.throughJob(jobs);
    runs.settings();
    Files.writeString(docs.resolve("results.md"), page.toString());
    for (String baseline : Judgement.BASELINES) {
      Files.writeString(
          plots.resolve("against-" + baseline + ".svg"),
          Plots.intervals(judgement, List.of(judged, PAPER), baseline));
    }
  }

  private static final String HOW =
      """
      # Results

      How methods compare on streams whose nature is known, and on real ones. Written by
      `benchmarks/suite --report`.

      How it is judged:

      - Scores are of the target's test examples, in points: hundredths of accuracy, of the
        area under the ROC curve, or of a standard deviation of the labels (the negative of
        the root mean squared error), so that more is better everywhere.
      - Learning rate, batch size, decay and passes are tuned for every method on every stream
        by the same number of random draws, each on four seeds and the best third of them on
        four more, all seeds that are not reported; for MultiMNIST and the tables, on test
        examples that are not reported either. A method's own hyper-parameters are drawn with
        them.
      - All methods run on the same seeds; differences are paired by seed, intervals are of
        95 %, Student's t.
      - A stream is *helpful* when the best fixed weights or uniform ones beat the target alone
        beyond that interval, *harmful* when uniform weights lose to it, *mixed* when both.
      - *Non-inferior*: the interval lies above −0.5 points. *Superior*: above 0, after Holm's
        correction over all streams and both baselines. *Inferior*: below 0 likewise.
      - Methods that do not look at dev examples train on them.
      - Methods were developed on the streams marked d and on other seeds; the streams marked
        r are for reporting. How often they were looked at stands in trials.md.
      """;
}

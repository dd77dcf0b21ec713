package io.tributary.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.tributary.cli.compare.CompareReport.AuxiliaryRow;
import io.tributary.cli.report.ScoreSummary;
import io.tributary.cli.run.ResultWriter;
import io.tributary.cli.terminal.CommandException;
import io.tributary.model.comparison.Criterion;
import io.tributary.model.comparison.Finding;
import io.tributary.model.comparison.PairedDifference;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Tables of scores that were made up, with known truths. */
class CompareReportTest {

  private static final int SEEDS = 8;
  private static final double PERCENT = 0.5;

  @Test
  void tellsWhatEachAuxiliaryTaskIsWorth() {
    Plan plan = plan("binary");
    CompareReport report = of(plan, scores(plan, 0.80, 0.001, 0.10, 0.0, -0.05), PERCENT);

    assertThat(report.auxiliaries())
        .extracting(AuxiliaryRow::words)
        .containsExactly(
            "helps: keep it", "makes no difference of 0.5 points: may go", "harms: leave it out");
    assertThat(difference(report.auxiliaries().get(0)).mean()).isCloseTo(0.10, within(0.005));
    assertThat(report.margin()).isEqualTo(0.005);
    assertThat(report.methods().get(0).difference()).isNull();
    assertThat(CompareTables.lines(report))
        .hasSize(10)
        .anySatisfy(line -> assertThat(line).contains("helpful", "+10.0", "keep it"))
        .allSatisfy(line -> assertThat(line.length()).isLessThan(120));
  }

  @Test
  void aSmallerRmseIsBetter() {
    Plan plan = plan("regression");
    // Without the helpful task the error is larger.
    CompareReport report = of(plan, scores(plan, 2.0, 0.001, -0.5, 0.0, 0.3), PERCENT);

    assertThat(report.metric()).isEqualTo("rmse");
    assertThat(report.margin()).isCloseTo(0.01, within(1e-4));
    assertThat(difference(report.auxiliaries().get(0)).mean()).isCloseTo(0.5, within(0.005));
    assertThat(report.auxiliaries())
        .extracting(row -> difference(row).verdict())
        .containsExactly("superior", "non-inferior", "inferior");
  }

  @Test
  void scatteredScoresAreUnclearAndTheSeedsTheyTakeAreNamed() {
    Plan plan = plan("binary");
    CompareReport report = of(plan, scores(plan, 0.80, 0.05, 0, 0, 0), PERCENT);

    assertThat(report.auxiliaries())
        .extracting(AuxiliaryRow::words)
        .allSatisfy(
            words -> assertThat(words).matches("unclear: (about \\d+|more) seeds may tell"));
    assertThat(report.methods().get(1).words()).startsWith("unclear");
    assertThat(ComparePage.render(report)).contains("unclear", "<svg ").doesNotContain("{{");
  }

  @Test
  void runsWithoutAScoreAreToldAndTheOthersJudged() {
    Plan plan = plan("binary");
    List<RunScore> scores = new ArrayList<>(scores(plan, 0.80, 0.001, 0.10, 0.0, -0.05));
    Variant alphavil = plan.variants().get(1);
    Variant idle = plan.without("idle");
    scores.replaceAll(
        run -> run.seed() == 3 && (run.isOf(alphavil) || run.isOf(idle)) ? without(run) : run);

    CompareReport report = of(plan, scores, PERCENT);

    assertThat(report.methods().get(0).words()).isNull();
    assertThat(report.methods().get(1).difference()).isNull();
    assertThat(report.methods().get(1).words()).startsWith("no accuracy in 1 of 8 runs");
    assertThat(report.auxiliaries()).allMatch(row -> row.difference() == null);
    assertThat(CompareTables.lines(report)).noneMatch(line -> line.contains("NaN"));
    assertThat(ComparePage.render(report)).contains("in 1 of 8 runs").doesNotContain("NaN");
    assertThat(ResultWriter.json(report)).contains("\"score\" : null").doesNotContain("NaN");

    scores.replaceAll(
        run ->
            run.isOf(alphavil)
                ? new RunScore(run.method(), run.without(), run.seed(), 0.8, 1, 1000, 20, 1.5)
                : run);
    assertThat(of(plan, scores, PERCENT).auxiliaries())
        .extracting(row -> row.difference() != null)
        .containsExactly(true, false, true);
    scores.replaceAll(run -> run.isOf(plan.variants().get(0)) ? without(run) : run);
    assertThat(of(plan, scores, PERCENT).methods())
        .allMatch(row -> String.valueOf(row.words()).startsWith("no accuracy in 8 of 8 runs"));
  }

  private static RunScore without(RunScore run) {
    return new RunScore(
        run.method(), run.without(), run.seed(), Double.NaN, Double.NaN, 1000, 20, 1.5);
  }

  @Test
  void theScoreIsTheOneAskedForWhereTheTargetHasIt() {
    Configuration binary = configuration("binary");
    assertThat(Units.asked(null, binary)).isEqualTo(Units.ACCURACY);
    assertThat(Units.asked("auc", binary)).isEqualTo(Units.AUC);
    assertThat(Units.asked("log-loss", binary)).isEqualTo(Units.LOG_LOSS);
    assertThat(Units.asked("f1", binary).metric()).isEqualTo("f1");
    assertThat(Units.asked("rmse", configuration("regression"))).isEqualTo(Units.RMSE);
    ScoreSummary score = new ScoreSummary(10, 0.4, 0.9, null, 0.4, 0.8, 0.7);
    assertThat(Units.AUC.of(score)).isEqualTo(0.8);
    assertThat(Units.F1.of(score)).isEqualTo(0.7);
    assertThat(Units.LOG_LOSS.of(score)).isEqualTo(0.4);
    assertThat(Units.RMSE.of(score)).isNaN();
    assertThat(Units.LOG_LOSS.better(0.3, 0.4)).isCloseTo(0.1, within(1e-12));
    assertThat(Units.AUC.better(0.9, 0.8)).isCloseTo(0.1, within(1e-12));
    assertThat(Units.AUC.margin(0.5, 0.8)).isEqualTo(0.005);
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> Units.asked("auc", configuration("regression")))
        .withMessage("--score: the target wanted has no auc; it has rmse");
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> Units.asked("auc", configuration("classification, classes: 21")))
        .withMessageContaining("it has accuracy, f1, log-loss");
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> Units.asked("precision", binary))
        .withMessageContaining("there are accuracy, auc, f1, log-loss, rmse");
  }

  private static Difference difference(AuxiliaryRow row) {
    return Objects.requireNonNull(row.difference());
  }

  @Test
  void moreSeedsAreNamedByWhatWouldTell() {
    Words words = new Words(Units.ACCURACY, new Criterion(0.95, 0.005));
    // A deviation of 0.05 over 4 seeds; t of 17 degrees is 2.11, and 2.11 × 0.05 / √18 = 0.025.
    assertThat(words.ofMethod(finding(0.025, 0.025))).isEqualTo("unclear: about 18 seeds may tell");
    // To the margin it is 0.004: 1.964 × 0.05 / √603 = 0.004.
    assertThat(words.ofMethod(finding(-0.001, 0.025)))
        .isEqualTo("unclear: about 603 seeds may tell");
  }

  private static CompareReport of(Plan plan, List<RunScore> scores, double percent) {
    return CompareReport.of(plan, Units.of(plan.configuration()), "test", scores, percent);
  }

  private static Finding finding(double mean, double standardError) {
    PairedDifference difference = new PairedDifference(4, mean, standardError);
    return new Criterion(0.95, 0.005).judgeAll(List.of(difference)).get(0);
  }

  @Test
  void whatRoundsToNothingHasNoSign() {
    assertThat(Units.ACCURACY.signed(-0.0001)).isEqualTo("0.0");
    assertThat(Units.ACCURACY.signed(-0.012)).isEqualTo("-1.2");
    assertThat(Units.RMSE.signed(0.00001)).isEqualTo("0.0000");
    assertThat(Units.RMSE.signed(0.5)).isEqualTo("+0.5000");
  }

  @Test
  void theConfigurationsOwnMethodRunsOnceMoreOnlyWhereItWasNotNamed() {
    Configuration configuration = configuration("binary"); // alphavil

    assertThat(variants(configuration, "single", "uniform"))
        .containsExactly(
            "single",
            "uniform",
            "alphavil",
            "alphavil without helpful",
            "alphavil without idle",
            "alphavil without harmful");
    assertThat(variants(configuration, "alphavil:paper", "single")).hasSize(5);
  }

  private static List<String> variants(Configuration configuration, String... methods) {
    List<Method> parsed = List.of(methods).stream().map(Method::parse).toList();
    return Plan.of(configuration, parsed, 2, true).variants().stream().map(Variant::label).toList();
  }

  /** The whole scores {@code base}; without each task what that task adds is missing. */
  private static List<RunScore> scores(Plan plan, double base, double noise, double... adds) {
    SplittableRandom random = new SplittableRandom(3);
    List<RunScore> scores = new ArrayList<>();
    for (long seed : plan.seeds()) {
      double shared = 0.02 * random.nextGaussian();
      for (Variant variant : plan.variants()) {
        int task = variant.without() == null ? -1 : plan.auxiliaries().indexOf(variant.without());
        double score = base + shared + noise * random.nextGaussian() - (task < 0 ? 0 : adds[task]);
        scores.add(
            new RunScore(variant.method(), variant.without(), seed, score, 1, 1000, 20, 1.5));
      }
    }
    return scores;
  }

  private static Plan plan(String type) {
    List<Method> methods = List.of(Method.parse("single"), Method.parse("alphavil"));
    return Plan.of(configuration(type), methods, SEEDS, true);
  }

  private static Configuration configuration(String type) {
    String text =
        """
        model: {name: made, input: [3], trunk: [relu]}
        tasks:
          wanted: {type: %s, target: true}
          helpful: {type: binary}
          idle: {type: binary}
          harmful: {type: binary}
        weighting: {method: alphavil, rule: paper}
        """;
    return ConfigurationFile.parse(text.formatted(type), "made.yaml", Path.of("."), Map.of());
  }
}

package io.tributary.cli.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.cli.report.Versions;
import io.tributary.model.comparison.Criterion;
import io.tributary.model.comparison.Finding;
import io.tributary.model.comparison.PairedDifference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code compare.json} says.
 *
 * @param model name of the model
 * @param target name of the target task, whose scores these are
 * @param metric accuracy, auc, f1 (larger is better), logLoss or rmse (smaller is better)
 * @param split of the examples that were scored: test, or prequential where there are none
 * @param examples that were scored in each run
 * @param seeds of the runs
 * @param level of the intervals
 * @param margin that does not matter, in the units of scores
 * @param baseline the method that the others are held against
 * @param methods in the order in which they were named
 * @param auxiliaries in the order of the configuration
 * @param runs every single one
 * @param versions of what the results depend on
 */
public record CompareReport(
    String model,
    String target,
    String metric,
    String split,
    long examples,
    List<Long> seeds,
    double level,
    double margin,
    String baseline,
    List<MethodRow> methods,
    List<AuxiliaryRow> auxiliaries,
    List<RunScore> runs,
    Map<String, String> versions) {

  private static final double LEVEL = 0.95;

  /**
   * A method.
   *
   * @param mean of its scores; NaN when some run has none
   * @param deviation of its scores from seed to seed
   * @param difference from the baseline, above 0: better; none for the baseline itself, and where
   *     some run has no score
   * @param words what follows
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MethodRow(
      String method,
      double mean,
      double deviation,
      @Nullable Difference difference,
      @Nullable String words) {}

  /**
   * An auxiliary task.
   *
   * @param method the configuration's own, which ran with all tasks and without this one
   * @param with mean score with all tasks
   * @param without mean score without this one
   * @param difference that it makes, above 0: it helps; none where some run has no score
   * @param words what follows
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AuxiliaryRow(
      String task,
      String method,
      double with,
      double without,
      @Nullable Difference difference,
      String words) {}

  /** The report of runs, each variant with the same seeds in the same order. */
  static CompareReport of(
      Plan plan, Units units, String split, List<RunScore> runs, double percent) {
    double[] baseline = scores(plan.variants().get(0), runs);
    double usual = Arrays.stream(baseline).filter(Double::isFinite).average().orElse(0);
    Criterion criterion = new Criterion(LEVEL, units.margin(percent, usual));
    Words words = new Words(units, criterion);
    return new CompareReport(
        plan.configuration().model().name(),
        plan.configuration().target().name(),
        units.metric(),
        split,
        runs.get(0).examples(),
        runs.stream().map(RunScore::seed).distinct().toList(),
        LEVEL,
        criterion.margin(),
        plan.variants().get(0).label(),
        methods(plan, runs, words),
        auxiliaries(plan, runs, words),
        List.copyOf(runs),
        Versions.all());
  }

  private static List<MethodRow> methods(Plan plan, List<RunScore> runs, Words words) {
    List<double[]> scores = plan.asked().stream().map(variant -> scores(variant, runs)).toList();
    List<double[]> pairs = new ArrayList<>();
    for (double[] each : scores.subList(1, scores.size())) {
      pairs.add(better(each, scores.get(0), words.units()));
    }
    List<@Nullable Finding> findings = judged(pairs, words.criterion());
    List<MethodRow> rows = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      Finding finding = i == 0 ? null : findings.get(i - 1);
      String said = finding == null ? null : words.ofMethod(finding);
      if (finding == null && (i > 0 || !Double.isFinite(mean(scores.get(0))))) {
        double[] own = scores.get(i);
        said = words.ofNone(Double.isFinite(mean(own)) ? scores.get(0) : own);
      }
      rows.add(
          new MethodRow(
              plan.asked().get(i).label(),
              mean(scores.get(i)),
              deviation(scores.get(i)),
              finding == null ? null : Difference.of(finding),
              said));
    }
    return List.copyOf(rows);
  }

  private static List<AuxiliaryRow> auxiliaries(Plan plan, List<RunScore> runs, Words words) {
    if (plan.auxiliaries().isEmpty()) {
      return List.of();
    }
    double[] with = scores(plan.whole(), runs);
    List<double[]> without =
        plan.auxiliaries().stream().map(task -> scores(plan.without(task), runs)).toList();
    List<@Nullable Finding> findings =
        judged(
            without.stream().map(each -> better(with, each, words.units())).toList(),
            words.criterion());
    List<AuxiliaryRow> rows = new ArrayList<>();
    for (int i = 0; i < without.size(); i++) {
      Finding finding = findings.get(i);
      double[] missing = Double.isFinite(mean(with)) ? without.get(i) : with;
      rows.add(
          new AuxiliaryRow(
              plan.auxiliaries().get(i),
              plan.whole().label(),
              mean(with),
              mean(without.get(i)),
              finding == null ? null : Difference.of(finding),
              finding == null ? words.ofNone(missing) : words.ofAuxiliary(finding)));
    }
    return List.copyOf(rows);
  }

  /** What is found of the differences that are known, judged together; null for the others. */
  private static List<@Nullable Finding> judged(List<double[]> differences, Criterion criterion) {
    List<PairedDifference> known =
        differences.stream()
            .filter(each -> Double.isFinite(mean(each)))
            .map(PairedDifference::of)
            .toList();
    Iterator<Finding> found = criterion.judgeAll(known).iterator();
    List<@Nullable Finding> findings = new ArrayList<>();
    for (double[] each : differences) {
      findings.add(Double.isFinite(mean(each)) ? found.next() : null);
    }
    return findings;
  }

  private static double[] scores(Variant variant, List<RunScore> runs) {
    return runs.stream().filter(run -> run.isOf(variant)).mapToDouble(RunScore::score).toArray();
  }

  private static double[] better(double[] scores, double[] than, Units units) {
    double[] differences = new double[scores.length];
    Arrays.setAll(differences, i -> units.better(scores[i], than[i]));
    return differences;
  }

  private static double mean(double[] scores) {
    return Arrays.stream(scores).average().orElseThrow();
  }

  private static double deviation(double[] scores) {
    return Double.isFinite(mean(scores))
        ? PairedDifference.of(scores).standardError() * Math.sqrt(scores.length)
        : Double.NaN;
  }
}

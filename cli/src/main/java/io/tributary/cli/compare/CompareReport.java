package io.tributary.cli.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.cli.report.Versions;
import io.tributary.model.comparison.Criterion;
import io.tributary.model.comparison.Finding;
import io.tributary.model.comparison.PairedDifference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code compare.json} says.
 *
 * @param model name of the model
 * @param target name of the target task, whose scores these are
 * @param metric accuracy (larger is better) or rmse (smaller is better)
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
   * @param mean of its scores
   * @param deviation of its scores from seed to seed
   * @param difference from the baseline, above 0: better; none for the baseline itself
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
   * @param difference that it makes, above 0: it helps
   * @param words what follows
   */
  public record AuxiliaryRow(
      String task,
      String method,
      double with,
      double without,
      Difference difference,
      String words) {}

  /** The report of runs, each variant with the same seeds in the same order. */
  static CompareReport of(Plan plan, String split, List<RunScore> runs, double percent) {
    Units units = Units.of(plan.configuration());
    double[] baseline = scores(plan.variants().get(0), runs);
    Criterion criterion = new Criterion(LEVEL, units.margin(percent, mean(baseline)));
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
        methods(plan, runs, units, words),
        auxiliaries(plan, runs, units, words),
        List.copyOf(runs),
        Versions.all());
  }

  private static List<MethodRow> methods(Plan plan, List<RunScore> runs, Units units, Words words) {
    List<double[]> scores = plan.asked().stream().map(variant -> scores(variant, runs)).toList();
    List<Finding> findings =
        words
            .criterion()
            .judgeAll(
                scores.stream().skip(1).map(each -> better(each, scores.get(0), units)).toList());
    List<MethodRow> rows = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      Finding finding = i == 0 ? null : findings.get(i - 1);
      rows.add(
          new MethodRow(
              plan.asked().get(i).label(),
              mean(scores.get(i)),
              deviation(scores.get(i)),
              finding == null ? null : Difference.of(finding),
              finding == null ? null : words.ofMethod(finding)));
    }
    return List.copyOf(rows);
  }

  private static List<AuxiliaryRow> auxiliaries(
      Plan plan, List<RunScore> runs, Units units, Words words) {
    if (plan.auxiliaries().isEmpty()) {
      return List.of();
    }
    double[] with = scores(plan.whole(), runs);
    List<double[]> without =
        plan.auxiliaries().stream().map(task -> scores(plan.without(task), runs)).toList();
    List<Finding> findings =
        words
            .criterion()
            .judgeAll(without.stream().map(each -> better(with, each, units)).toList());
    return IntStream.range(0, without.size())
        .mapToObj(
            i ->
                new AuxiliaryRow(
                    plan.auxiliaries().get(i),
                    plan.whole().label(),
                    mean(with),
                    mean(without.get(i)),
                    Difference.of(findings.get(i)),
                    words.ofAuxiliary(findings.get(i))))
        .toList();
  }

  private static double[] scores(Variant variant, List<RunScore> runs) {
    return runs.stream().filter(run -> run.isOf(variant)).mapToDouble(RunScore::score).toArray();
  }

  private static PairedDifference better(double[] scores, double[] than, Units units) {
    double[] differences = new double[scores.length];
    Arrays.setAll(differences, i -> units.better(scores[i], than[i]));
    return PairedDifference.of(differences);
  }

  private static double mean(double[] scores) {
    return Arrays.stream(scores).average().orElseThrow();
  }

  private static double deviation(double[] scores) {
    return PairedDifference.of(scores).standardError() * Math.sqrt(scores.length);
  }
}

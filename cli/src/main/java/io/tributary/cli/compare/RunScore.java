package io.tributary.cli.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.cli.report.RunReport;
import io.tributary.cli.report.ScoreSummary;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How well one run did.
 *
 * @param method its label
 * @param without the auxiliary task that was left out, or none
 * @param seed of the run
 * @param score of the target; NaN when there is none, such as after learning ran off
 * @param loss of the target
 * @param examples that were scored
 * @param rounds finished
 * @param seconds from the first round's start to the end of the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunScore(
    String method,
    @Nullable String without,
    long seed,
    double score,
    double loss,
    long examples,
    long rounds,
    double seconds) {

  static RunScore of(Variant variant, RunReport report, String split, Units units) {
    RunReport.TaskReport target = Objects.requireNonNull(report.tasks().get(report.target()));
    ScoreSummary score = Objects.requireNonNull(target.scores().get(split), split);
    return new RunScore(
        variant.method(),
        variant.without(),
        report.seed(),
        units.of(score),
        score.loss(),
        score.examples(),
        report.rounds(),
        report.seconds());
  }

  boolean isOf(Variant variant) {
    return method.equals(variant.method()) && Objects.equals(without, variant.without());
  }
}

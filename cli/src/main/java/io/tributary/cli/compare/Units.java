package io.tributary.cli.compare;

import io.tributary.cli.report.ScoreSummary;
import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Numbers;
import io.tributary.model.Task;
import io.tributary.model.TaskType;
import io.tributary.model.config.Configuration;
import io.tributary.model.evaluation.ClassCounter;
import io.tributary.model.evaluation.Score.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which score of the target is compared, and how it and its differences are told: accuracies in
 * percent and points, everything else as plain numbers. A difference above 0 is always for the
 * better.
 */
public enum Units {
  ACCURACY("accuracy", "accuracy", true) {
    @Override
    String score(double value) {
      return Numbers.percent(value);
    }

    @Override
    String signed(double difference) {
      return unsignedNothing(String.format(Locale.ROOT, "%+.1f", 100 * difference));
    }

    @Override
    String size(double difference) {
      return Numbers.fixed(100 * Math.abs(difference), 1);
    }

    @Override
    String amount(double difference) {
      return size(difference) + " points";
    }
  },
  AUC("auc", "auc", true),
  F1("f1", "f1", true),
  LOG_LOSS("logLoss", "log-loss", false),
  RMSE("rmse", "rmse", false);

  private final String metric;
  private final String option;
  private final boolean moreIsBetter;

  Units(String metric, String option, boolean moreIsBetter) {
    this.metric = metric;
    this.option = option;
    this.moreIsBetter = moreIsBetter;
  }

  /** Those of a configuration's target where none is asked for. */
  static Units of(Configuration configuration) {
    return Metric.of(configuration.target().type()) == Metric.RMSE ? RMSE : ACCURACY;
  }

  /**
   * Those of the score that {@code --score} names.
   *
   * @param option null: the usual one
   * @throws CommandException when there is no such score, or the target has none
   */
  public static Units asked(@Nullable String option, Configuration configuration) {
    if (option == null) {
      return of(configuration);
    }
    Units units =
        Arrays.stream(values())
            .filter(each -> each.option.equals(option))
            .findFirst()
            .orElseThrow(
                () ->
                    CommandException.usage(
                        "--score: there is no score '%s'; there are %s"
                            .formatted(option, options(List.of(values())))));
    Task target = configuration.target();
    List<Units> possible =
        Arrays.stream(values()).filter(each -> each.isOf(target.type())).toList();
    if (!possible.contains(units)) {
      throw CommandException.usage(
          "--score: the target %s has no %s; it has %s"
              .formatted(target.name(), option, options(possible)));
    }
    return units;
  }

  private static String options(List<Units> units) {
    return units.stream().map(each -> each.option).collect(Collectors.joining(", "));
  }

  private boolean isOf(TaskType type) {
    boolean regression = type instanceof TaskType.Regression;
    return switch (this) {
      case RMSE -> regression;
      case AUC -> !regression && type.outputs() <= ClassCounter.MOST_RANKED;
      default -> !regression;
    };
  }

  /** Those of a measure as records name it. */
  static Units named(String metric) {
    return Arrays.stream(values())
        .filter(each -> each.metric.equals(metric))
        .findFirst()
        .orElseThrow();
  }

  /** What is measured, as records name it. */
  String metric() {
    return metric;
  }

  /** The measure of a run's score; NaN when it has none, such as the area of one class alone. */
  double of(ScoreSummary score) {
    Double value =
        switch (this) {
          case ACCURACY -> score.accuracy();
          case AUC -> score.auc();
          case F1 -> score.f1();
          case LOG_LOSS -> score.logLoss();
          case RMSE -> score.rmse();
        };
    return value == null ? Double.NaN : value;
  }

  /** What rounds to 0 has no sign. */
  private static String unsignedNothing(String number) {
    return number.matches("[+-]0\\.0*") ? number.substring(1) : number;
  }

  /** A score. */
  String score(double value) {
    return Numbers.fixed(value, 4);
  }

  /** A difference with its sign; without its unit. */
  String signed(double difference) {
    return unsignedNothing((difference < 0 ? "" : "+") + Numbers.fixed(difference, 4));
  }

  /** The size of a difference, without its unit. */
  String size(double difference) {
    return Numbers.fixed(Math.abs(difference), 4);
  }

  /** The size of a difference with its unit. */
  String amount(double difference) {
    return size(difference);
  }

  /** By how much one score is better than another. */
  double better(double score, double than) {
    return moreIsBetter ? score - than : than - score;
  }

  /**
   * What does not matter, in the units of scores.
   *
   * @param percent hundredths of a score that ends at 1, or percent of an error or a loss
   * @param baseline mean score that percent are of
   */
  double margin(double percent, double baseline) {
    return moreIsBetter ? percent / 100 : percent / 100 * baseline;
  }
}

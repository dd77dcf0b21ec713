package io.tributary.cli.compare;

import io.tributary.cli.terminal.Numbers;
import io.tributary.model.config.Configuration;
import io.tributary.model.evaluation.Score.Metric;
import java.util.Locale;

/**
 * How scores of the target and their differences are told: accuracies in percent and points, root
 * mean squared errors in the label's units. A difference above 0 is always for the better.
 */
enum Units {
  ACCURACY(Metric.ACCURACY) {
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
      return String.format(Locale.ROOT, "%.1f", 100 * Math.abs(difference));
    }

    @Override
    String amount(double difference) {
      return size(difference) + " points";
    }

    @Override
    double better(double score, double than) {
      return score - than;
    }

    @Override
    double margin(double percent, double baseline) {
      return percent / 100;
    }
  },
  RMSE(Metric.RMSE) {
    @Override
    String score(double value) {
      return Numbers.fixed(value, 4);
    }

    @Override
    String signed(double difference) {
      return unsignedNothing((difference < 0 ? "" : "+") + Numbers.fixed(difference, 4));
    }

    @Override
    String size(double difference) {
      return Numbers.fixed(Math.abs(difference), 4);
    }

    @Override
    String amount(double difference) {
      return size(difference);
    }

    @Override
    double better(double score, double than) {
      return than - score;
    }

    @Override
    double margin(double percent, double baseline) {
      return percent / 100 * baseline;
    }
  };

  private final Metric metric;

  Units(Metric metric) {
    this.metric = metric;
  }

  /** Those of a configuration's target. */
  static Units of(Configuration configuration) {
    return Metric.of(configuration.target().type()) == Metric.RMSE ? RMSE : ACCURACY;
  }

  /** Those of a measure. */
  static Units named(String metric) {
    return metric.equals(RMSE.metric()) ? RMSE : ACCURACY;
  }

  /** What is measured, as records name it. */
  String metric() {
    return metric.label();
  }

  /** What rounds to 0 has no sign. */
  private static String unsignedNothing(String number) {
    return number.matches("[+-]0\\.0*") ? number.substring(1) : number;
  }

  /** A score. */
  abstract String score(double value);

  /** A difference with its sign; without its unit. */
  abstract String signed(double difference);

  /** The size of a difference, without its unit. */
  abstract String size(double difference);

  /** The size of a difference with its unit. */
  abstract String amount(double difference);

  /** By how much one score is better than another. */
  abstract double better(double score, double than);

  /**
   * What does not matter, in the units of scores.
   *
   * @param percent points of accuracy, or percent of a root mean squared error
   * @param baseline mean score that percent are of
   */
  abstract double margin(double percent, double baseline);
}

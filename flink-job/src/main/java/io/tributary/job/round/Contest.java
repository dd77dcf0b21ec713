package io.tributary.job.round;

import io.tributary.connectors.record.AliasRecord.Judged;
import io.tributary.model.Example;
import io.tributary.model.Task;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engine;
import io.tributary.model.evaluation.Score;
import io.tributary.model.evaluation.Score.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges a new model by the one that serves, on the same dev examples. Models of a regression have
 * scales of their own, so they are compared by RMSE in the label's units, all others by what
 * learning lowers.
 *
 * @param target task
 * @param tolerance share of the champion's score by which the candidate's may be higher
 */
record Contest(Task target, double tolerance) {

  static Contest of(Configuration configuration) {
    return new Contest(configuration.target(), configuration.publish().tolerance());
  }

  /** What came of it. */
  enum Outcome {
    /** There was no champion. */
    FIRST("first", true),
    /** There is nothing to judge by, and the model is trained. */
    UNJUDGED("unjudged", true),
    /** There is nothing to judge by, and the model is not trained. */
    UNTRAINED("untrained", false),
    /** It is not worse beyond the tolerance. */
    NOT_WORSE("not-worse", true),
    /** It is. */
    WORSE("worse", false);

    private final String word;
    private final boolean wins;

    Outcome(String word, boolean wins) {
      this.word = word;
      this.wins = wins;
    }

    /** As records tell it. */
    String word() {
      return word;
    }

    /** Whether the candidate becomes champion. */
    boolean wins() {
      return wins;
    }
  }

  /**
   * What came of one, and by which scores.
   *
   * @param judged null where nothing was compared
   */
  record Verdict(Outcome outcome, @Nullable Judged judged) {}

  /**
   * Compares both.
   *
   * @param champion null when there is none
   * @param dev the target's dev window; may be empty
   */
  Verdict judge(Engine engine, Champion candidate, @Nullable Champion champion, List<Example> dev) {
    if (champion == null) {
      return new Verdict(Outcome.FIRST, null);
    }
    if (dev.isEmpty()) {
      boolean trained = candidate.id().round() > 0;
      return new Verdict(trained ? Outcome.UNJUDGED : Outcome.UNTRAINED, null);
    }
    double former = score(engine, champion, dev);
    double next = score(engine, candidate, dev);
    String measure = Metric.of(target.type()) == Metric.RMSE ? "rmse" : "loss";
    return new Verdict(
        isWorse(next, former) ? Outcome.WORSE : Outcome.NOT_WORSE,
        new Judged(measure, finite(former), finite(next), dev.size()));
  }

  /** A score that is no number is worse than any, and not better than itself. */
  private boolean isWorse(double next, double former) {
    if (!Double.isFinite(next)) {
      return true;
    }
    return Double.isFinite(former) && Double.isFinite(tolerance) && next > former * (1 + tolerance);
  }

  private double score(Engine engine, Champion model, List<Example> dev) {
    Score score = engine.score(model.parameters(), target.index(), dev, model.scale());
    return score.metric() == Metric.RMSE ? score.value() : score.objective();
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}

package io.tributary.job.round;

import io.tributary.job.message.TrainerMessage.Outcome;
import io.tributary.model.config.RoundsConfig;
import java.util.List;
import java.util.stream.Stream;

/** When a round's answers suffice. */
interface CompletionRule {

  /** What to do with the open round. */
  enum Verdict {
    /** Wait for more answers. */
    WAIT,
    /** Combine the deltas that are there. */
    COMBINE,
    /** No task had anything after all: ask again. */
    AGAIN,
    /** The input has ended: there will be no further round. */
    END
  }

  /** Judges the answers so far. */
  Verdict judge(RoundInProgress round);

  /**
   * The rule of a configuration.
   *
   * @param trained indexes of the tasks that are trained
   * @param target index of the target
   */
  static CompletionRule of(RoundsConfig rounds, List<Integer> trained, int target) {
    if (rounds instanceof RoundsConfig.ByCount byCount) {
      return byCount.waitsForAll() ? waitingForAll(trained) : goingOnWithout(trained);
    }
    return rounds instanceof RoundsConfig.ByTime ? byTime(trained) : byTarget(trained, target);
  }

  /** Windows in which no task has examples make no round, so some delta is to be expected. */
  private static CompletionRule byTime(List<Integer> trained) {
    return round -> {
      if (trained.stream().allMatch(task -> round.is(task, Outcome.EXHAUSTED))) {
        return Verdict.END;
      }
      if (!trained.stream().allMatch(round::hasAnswered)) {
        return Verdict.WAIT;
      }
      return trained.stream().anyMatch(task -> round.is(task, Outcome.DELTA))
          ? Verdict.COMBINE
          : Verdict.AGAIN;
    };
  }

  private static CompletionRule byTarget(List<Integer> trained, int target) {
    return round -> {
      if (round.is(target, Outcome.EXHAUSTED)) {
        return Verdict.END;
      }
      return trained.stream().allMatch(round::hasAnswered) ? Verdict.COMBINE : Verdict.WAIT;
    };
  }

  private static CompletionRule waitingForAll(List<Integer> trained) {
    return round -> {
      if (trained.stream().anyMatch(task -> round.is(task, Outcome.EXHAUSTED))) {
        return Verdict.END;
      }
      return trained.stream().allMatch(round::hasAnswered) ? Verdict.COMBINE : Verdict.WAIT;
    };
  }

  /** A task whose mini-epoch is complete is always waited for, whatever the clock says. */
  private static CompletionRule goingOnWithout(List<Integer> trained) {
    return round -> {
      if (trained.stream().allMatch(task -> round.is(task, Outcome.EXHAUSTED))) {
        return Verdict.END;
      }
      Stream<Integer> deltas = trained.stream().filter(task -> round.is(task, Outcome.DELTA));
      if (deltas.findAny().isEmpty() || round.isTraining()) {
        return Verdict.WAIT;
      }
      return round.isExpired() || trained.stream().allMatch(round::hasAnswered)
          ? Verdict.COMBINE
          : Verdict.WAIT;
    };
  }
}

package io.tributary.model.round;

import io.tributary.model.Example;
import io.tributary.model.Finite;
import io.tributary.model.LabelMoments;
import io.tributary.model.LabelScale;
import io.tributary.model.TaskDelta;
import io.tributary.model.consolidation.ElasticPull;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.engine.Engine;
import io.tributary.model.evaluation.FadingMean;
import io.tributary.model.evaluation.Score;
import io.tributary.model.round.RoundReport.Share;
import io.tributary.model.weighting.Question;
import io.tributary.model.weighting.Weighting;
import io.tributary.model.weighting.Weighting.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Combines the finite deltas of a round into parameters that are finite too, and under which the
 * target's dev loss is finite (if it was so before). Where they are pulled to published ones, that
 * is done to what the deltas lead to, before it is scored.
 *
 * <p>When the weighting's α leads elsewhere, α = 1 is taken, and task weights and the weighting's
 * state stay. When α = 1 does not serve either, the delta of the largest norm is left out and the
 * weighting is asked about the rest; with no delta left the parameters stay. A finite outcome that
 * raises the dev loss beyond the tolerance is left out whole: parameters, weights and the
 * weighting's state stay, and every α is 0.
 */
final class Combiner {

  private static final String DIVERGED =
      "the weighting's alpha makes the parameters or the dev loss not finite; alpha = 1 was used";
  private static final String TOO_LARGE =
      "the largest of deltas whose sum makes the parameters or the dev loss not finite";

  private final Engine engine;
  private final Weighting weighting;
  private final int target;
  private final long seed;
  private final Tolerance tolerance;
  private final ElasticPull elastic;

  Combiner(
      Engine engine,
      Weighting weighting,
      int target,
      long seed,
      Tolerance tolerance,
      ElasticPull elastic) {
    this.tolerance = tolerance;
    this.elastic = elastic;
    this.engine = engine;
    this.weighting = weighting;
    this.target = target;
    this.seed = seed;
  }

  /**
   * Combines.
   *
   * @param deltas finite, in task order
   * @param scale of the target's labels
   * @param before score of the dev window under the state's parameters
   * @param fresh the target's mini-epoch, which its delta is of; may be empty
   */
  Combination combine(
      RoundState state,
      List<TaskDelta> deltas,
      LabelScale scale,
      List<Example> dev,
      Score before,
      List<Example> fresh,
      Map<Integer, FadingMean> gains) {
    List<TaskDelta> left = new ArrayList<>(deltas);
    Map<Integer, String> guarded = new TreeMap<>();
    while (!left.isEmpty()) {
      int largest;
      try (DeltaSpace space = open(state, left, scale)) {
        Combination found = search(space, state, left, guarded, scale, dev, before, fresh, gains);
        if (found != null) {
          return tolerance.isExceeded(before, found.devAfter())
              ? leftOut(state, found, before)
              : found;
        }
        largest = largest(space.norms());
      }
      guarded.put(left.remove(largest).task(), TOO_LARGE);
    }
    return new Combination(
        state.parameters(),
        state.weights(),
        state.weighting(),
        Map.of(),
        guarded,
        false,
        before,
        null);
  }

  private Combination leftOut(RoundState state, Combination found, Score before) {
    String reason = tolerance.reason(before, found.devAfter());
    Map<Integer, String> guarded = new TreeMap<>(found.guarded());
    Map<Integer, Share> shares = new TreeMap<>();
    found
        .shares()
        .forEach(
            (task, share) -> {
              guarded.put(task, reason);
              shares.put(task, share.leftOut());
            });
    return new Combination(
        state.parameters(),
        state.weights(),
        state.weighting(),
        shares,
        guarded,
        true,
        before,
        null);
  }

  private DeltaSpace open(RoundState state, List<TaskDelta> deltas, LabelScale scale) {
    return new RememberingSpace(
        engine.span(state.parameters(), deltas, target, scale, weighting.headSteps()));
  }

  private @Nullable Combination search(
      DeltaSpace space,
      RoundState state,
      List<TaskDelta> deltas,
      Map<Integer, String> guarded,
      LabelScale scale,
      List<Example> dev,
      Score before,
      List<Example> fresh,
      Map<Integer, FadingMean> gains) {
    double[] slopes = Shares.slopes(space, dev);
    Question question =
        new Question(
            state.round() + 1,
            seed,
            target,
            deltas.stream().map(TaskDelta::task).toList(),
            state.weights(),
            state.weighting(),
            space,
            dev,
            fresh,
            moments(deltas),
            gains);
    Decision decision = weighting.decide(question);
    String fallback = null;
    Outcome outcome = outcome(state, question, decision, scale, before);
    if (outcome == null) {
      decision = Decision.unmoved(question);
      fallback = DIVERGED;
      outcome = outcome(state, question, decision, scale, before);
    }
    if (outcome == null) {
      return null;
    }
    return new Combination(
        outcome.parameters(),
        decision.weights(),
        decision.state(),
        Shares.of(space, deltas, target, decision.alpha(), slopes),
        guarded,
        false,
        outcome.after(),
        fallback);
  }

  private static Map<Integer, LabelMoments> moments(List<TaskDelta> deltas) {
    Map<Integer, LabelMoments> moments = new TreeMap<>();
    for (TaskDelta delta : deltas) {
      if (delta.moments() != null) {
        moments.put(delta.task(), delta.moments());
      }
    }
    return moments;
  }

  /** Where a decision leads, or null when the parameters or the dev loss there are not finite. */
  private @Nullable Outcome outcome(
      RoundState state, Question question, Decision decision, LabelScale scale, Score before) {
    float[] parameters = question.space().combine(decision.alpha());
    boolean pulled = elastic.acts(state.consolidation());
    if (pulled) {
      parameters = elastic.pull(state.consolidation(), parameters);
    }
    if (!Finite.all(parameters)) {
      return null;
    }
    if (question.dev().isEmpty()) {
      return new Outcome(parameters, before);
    }
    Score after =
        pulled
            ? engine.score(parameters, target, question.dev(), scale)
            : question.space().score(decision.alpha(), question.dev());
    boolean spoiled = Double.isFinite(before.lossSum()) && !Double.isFinite(after.lossSum());
    return spoiled ? null : new Outcome(parameters, after);
  }

  private static int largest(double[] norms) {
    int largest = 0;
    for (int i = 1; i < norms.length; i++) {
      if (norms[i] > norms[largest]) {
        largest = i;
      }
    }
    return largest;
  }

  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  private record Outcome(float[] parameters, Score after) {}
}

package io.tributary.model.weighting;

import io.tributary.model.engine.HeadSteps;
import io.tributary.model.evaluation.FadingMean;
import java.util.List;

/**
 * αVIL by credit: takes each auxiliary's delta at a share that follows how much it has been shown
 * to help. The goal and the space are those of αVIL (Kourdis, Gordon-Hall, Gorinski 2024, arXiv
 * 2405.07769); the rule is ours.
 *
 * <p>Every task trains at weight 1. The target's delta is taken whole; of an auxiliary's, the
 * head's part whole and the trunk's part times cᵢ, its weight, in [0, 1]. So how far to step stays
 * apart from which task helps, and a muted task stays measurable.
 *
 * <p>A round's credit of task i is Dᵢ = (L(θ) − L(θ + pᵢδᵢ)) / pᵢ with pᵢ = max(cᵢ, ¼), on the
 * target's mini-epoch of that round: examples that neither θ nor δᵢ was trained on, new in each
 * round, so that no dev examples are needed and the credits of different rounds are independent.
 * Its mean and standard error are kept, older rounds fading. Once the mean lies more than {@value
 * #ERRORS} standard errors from 0, the weight is doubled or halved, and half of the evidence is
 * forgotten. Below {@value #FLOOR} a weight is 0.
 *
 * <p>Where the target is also trained with each single other task ({@link Question#gains}), what
 * that has been worth goes first: while it is more than {@value #GAIN_ERRORS} standard error from 0
 * the weight is doubled or halved by it, in every round, and credit decides while it is not. A gain
 * has built up over rounds, and is surer than the worth of one delta; credit is quicker to notice
 * that a task has begun to help.
 *
 * <p>At c = 1 a helpful task's credit falls to about 0 with time, since the next step is worth less
 * where the earlier ones were taken; its weight then stays. At c = 0 it is large, and the weight
 * comes back. Costs K forward passes over the mini-epoch a round. State: three numbers a task.
 */
final class CreditRule implements Weighting {

  private static final double HORIZON = 20;
  private static final double ERRORS = 0.7;
  private static final double GAIN_ERRORS = 1;
  private static final double COUNT_NEEDED = 3;
  private static final double FACTOR = 2;
  private static final double FLOOR = 0.05;
  private static final float PROBE = 0.25f;

  private static final String CREDIT = "credit";

  @Override
  public String name() {
    return "alphavil";
  }

  @Override
  public HeadSteps headSteps() {
    return HeadSteps.TARGET_SCALED;
  }

  @Override
  public boolean weighsUpdates() {
    return false;
  }

  @Override
  public boolean looksAtFresh() {
    return true;
  }

  @Override
  public float[] initialWeights(int tasks) {
    return Coefficients.ones(tasks);
  }

  @Override
  public Decision decide(Question question) {
    if (question.fresh().isEmpty()) {
      return pass(question);
    }
    Credits credits = new Credits(question.state(), question.weights().length);
    float[] weights = within(question.weights());
    int deltas = question.tasks().size();
    double start = loss(question, new float[deltas]);
    for (int i = 0; i < deltas; i++) {
      int task = question.tasks().get(i);
      if (task != question.target()) {
        float[] probe = new float[deltas];
        probe[i] = Math.max(weights[task], PROBE);
        double credit = (start - loss(question, probe)) / probe[i];
        float byCredit = credits.judge(task, weights[task], credit);
        FadingMean gain = question.gains().getOrDefault(task, FadingMean.NONE);
        boolean sure = Double.isFinite(credit) && isEnough(gain, GAIN_ERRORS);
        weights[task] = sure ? moved(weights[task], gain) : byCredit;
      }
    }
    return new Decision(shares(question, weights), weights, credits.state());
  }

  /** Takes deltas by the weights as they are. */
  @Override
  public Decision pass(Question question) {
    float[] weights = within(question.weights());
    return new Decision(shares(question, weights), weights, question.state());
  }

  @Override
  public WeightingState forget(WeightingState state, int task) {
    return state.without(CREDIT, task);
  }

  /** Another rule, under which a run went on before, may have left them anywhere. */
  private static float[] within(float[] weights) {
    float[] within = weights.clone();
    for (int i = 0; i < within.length; i++) {
      within[i] = Math.min(1, Math.max(0, within[i]));
    }
    return within;
  }

  private static double loss(Question question, float[] alpha) {
    return question.space().objective(alpha, question.fresh());
  }

  private static float[] shares(Question question, float[] weights) {
    float[] alpha = new float[question.tasks().size()];
    for (int i = 0; i < alpha.length; i++) {
      int task = question.tasks().get(i);
      alpha[i] = task == question.target() ? 1 : weights[task];
    }
    return alpha;
  }

  private static boolean isEnough(FadingMean evidence, double errors) {
    return evidence.count() >= COUNT_NEEDED && Math.abs(evidence.standardErrors()) > errors;
  }

  /** A weight after evidence for or against its task. */
  private static float moved(float weight, FadingMean evidence) {
    double moved =
        evidence.mean() > 0 ? Math.min(1, Math.max(weight, FLOOR) * FACTOR) : weight / FACTOR;
    return moved < FLOOR ? 0 : (float) moved;
  }

  /** What is known of each task's credit. */
  private static final class Credits {

    private final List<FadingMean> credits;

    Credits(WeightingState state, int tasks) {
      credits = state.means(CREDIT, tasks);
    }

    /** The task's weight after one more round's credit. */
    float judge(int task, float weight, double credit) {
      if (!Double.isFinite(credit)) {
        credits.set(task, FadingMean.NONE); // the loss ran off along its delta
        return 0;
      }
      FadingMean known = credits.get(task).with(credit, HORIZON);
      boolean enough = isEnough(known, ERRORS);
      credits.set(task, enough ? known.halved() : known);
      return enough ? moved(weight, known) : weight;
    }

    WeightingState state() {
      return WeightingState.EMPTY.with(CREDIT, credits);
    }
  }
}

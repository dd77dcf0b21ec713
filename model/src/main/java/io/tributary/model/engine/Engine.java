package io.tributary.model.engine;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.ParameterLayout;
import io.tributary.model.TaskDelta;
import io.tributary.model.evaluation.Score;
import java.util.List;

/**
 * Computes over flat parameters: trains a task and returns its delta, scores, predicts, and opens
 * the space that a round's weighting searches. What holds the numbers meanwhile (heap, native
 * memory, a GPU) is the engine's own affair.
 *
 * <p>An engine is used by one thread at a time, and its owner closes it. The same engine, the same
 * calls and the same seeds give the same bits, whatever was computed before. Parameters are flat
 * arrays as {@link #layout()} says; an engine never keeps or changes an array passed to it.
 */
public interface Engine extends AutoCloseable {

  /** What lies where in the flat parameters. */
  ParameterLayout layout();

  /**
   * Fresh parameters, seeded by (seed, "trunk") for the trunk and (seed, task name) for each head,
   * so that adding a task leaves the others' as they were.
   */
  float[] initialParameters();

  /**
   * Trains one task from the given parameters: passes of mini-batch steps in training mode over the
   * mini-epoch, consecutive examples to a batch, with a fresh optimizer. Statistics of fields count
   * the mini-epoch's own values first; new values of a vocabulary are in the delta, for the next
   * round.
   *
   * @param parameters the round's, whole
   * @param weight multiplies every update, which for plain SGD is the same as multiplying the loss
   * @param miniEpoch of the task to train, not empty
   * @return the change over [trunk | head], with scores before and after in inference mode; the
   *     latter knows nothing of single classes
   */
  TaskDelta train(float[] parameters, float weight, MiniEpoch miniEpoch);

  /**
   * Scores examples of one task in inference mode.
   *
   * @param parameters whole
   * @param scale the standardisation of the task's labels
   */
  Score score(float[] parameters, int task, List<Example> examples, LabelScale scale);

  /**
   * The mean loss that learning goes by, weighted by class, in inference mode: the objective of
   * {@link #score}, without its other numbers.
   *
   * @param parameters whole
   * @param examples not empty
   * @param scale the standardisation of the task's labels
   */
  double objective(float[] parameters, int task, List<Example> examples, LabelScale scale);

  /**
   * The mean over examples of the squares of the gradient of each one's own loss, weighted by
   * class, in inference mode.
   *
   * @param parameters whole
   * @param examples not empty
   * @param scale the standardisation of the task's labels
   * @return over [trunk | head]; 0 in the place of statistics
   */
  float[] squaredGradients(float[] parameters, int task, List<Example> examples, LabelScale scale);

  /**
   * Predicts in inference mode.
   *
   * @param parameters whole
   * @param inputs one feature array an input
   * @return one array an input, as wide as the task's outputs: class probabilities, the probability
   *     of 1 for each label, or the standardised value
   */
  List<float[]> predict(float[] parameters, int task, List<float[]> inputs);

  /**
   * Opens the affine space θ + Σⱼ αⱼδⱼ, one coefficient for each delta. Statistics are settled
   * right here and do not depend on α: those of batch normalisation are averaged in the trunk, by
   * examples, a head's are its own; those of fields count the values of all deltas.
   *
   * @param parameters θ, whole
   * @param deltas finite, at most one of each task; their order is the order of α
   * @param target index of the target task, whose loss the space answers for
   * @param scale the standardisation of the target's labels
   * @param headSteps what α does to heads
   */
  DeltaSpace span(
      float[] parameters,
      List<TaskDelta> deltas,
      int target,
      LabelScale scale,
      HeadSteps headSteps);

  /**
   * Begins joint steps with the configured optimizer, for training outside the round scheme. While
   * they are open the engine may be used for everything else, in the same thread.
   *
   * @param parameters to start from, whole
   */
  JointSteps joint(float[] parameters);

  @Override
  void close();
}

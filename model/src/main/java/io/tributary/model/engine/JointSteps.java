package io.tributary.model.engine;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import java.util.List;

/**
 * Steps of one optimizer on the trunk and all heads at once, each down the sum of several tasks'
 * gradients. The optimizer's state lasts as long as this is open. Used by one thread, together with
 * its engine.
 */
public interface JointSteps extends AutoCloseable {

  /**
   * What one task brings to a step.
   *
   * @param task index of the task
   * @param weight of its mean loss
   * @param examples of it, not empty
   * @param scale of its labels
   */
  record Part(int task, float weight, List<Example> examples, LabelScale scale) {
    public Part {
      examples = List.copyOf(examples);
    }
  }

  /**
   * Takes one step, in training mode. More examples than fit a batch pass in several batches, which
   * are one for everything but batch normalisation's own statistics.
   *
   * @param parts at most one a task; a head whose task has none stays, momentum aside
   * @param share of the learning rate
   * @param seed of what is dropped
   */
  void step(List<Part> parts, float share, long seed);

  /** A copy of the parameters as they are now, whole. */
  float[] parameters();

  @Override
  void close();
}

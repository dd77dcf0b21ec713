package io.tributary.job.score;

import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointInfo;
import io.tributary.model.LabelScale;
import io.tributary.model.ParameterLayout;
import io.tributary.model.Task;
import java.util.List;

/**
 * A model that answers requests; never changed.
 *
 * @param info what is known of it
 * @param parameters flat; what it lacks is 0
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy would cost a pass
record ServedModel(CheckpointInfo info, float[] parameters) {

  /**
   * Of a checkpoint. It may lack heads of tasks, and have those of others: a task may have been
   * added while the training job ran.
   *
   * @param tasks of the layout, in order
   * @throws io.tributary.connectors.checkpoint.CheckpointException when its other tensors are not
   *     those of the layout
   */
  static ServedModel of(Checkpoint checkpoint, ParameterLayout layout, List<String> tasks) {
    return new ServedModel(
        checkpoint.info(), checkpoint.parameters(layout, tasks, new float[layout.length()]));
  }

  /** Whether it has learned a task. */
  boolean has(Task task) {
    return info.taskWeights().containsKey(task.name());
  }

  LabelScale scale(Task task) {
    return info.scales().getOrDefault(task.name(), LabelScale.NONE);
  }
}

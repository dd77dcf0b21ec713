package io.tributary.job.score;

import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointInfo;
import io.tributary.model.LabelScale;
import io.tributary.model.ParameterLayout;
import io.tributary.model.Task;

/**
 * A model that answers requests; never changed.
 *
 * @param info what is known of it
 * @param parameters flat
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy would cost a pass
record ServedModel(CheckpointInfo info, float[] parameters) {

  /**
   * Of a checkpoint.
   *
   * @throws io.tributary.connectors.checkpoint.CheckpointException when its tensors are not those
   *     of the layout
   */
  static ServedModel of(Checkpoint checkpoint, ParameterLayout layout) {
    return new ServedModel(checkpoint.info(), checkpoint.parameters(layout));
  }

  LabelScale scale(Task task) {
    return info.scales().getOrDefault(task.name(), LabelScale.NONE);
  }
}

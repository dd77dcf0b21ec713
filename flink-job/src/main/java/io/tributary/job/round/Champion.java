package io.tributary.job.round;

import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointId;
import io.tributary.model.LabelScale;
import io.tributary.model.ParameterLayout;

/**
 * A published model as it is judged: what the target's predictions need.
 *
 * @param id which
 * @param sha256 of its tensors
 * @param scale of the target's labels, as it was published with
 * @param parameters flat, never changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy would cost a pass
record Champion(CheckpointId id, String sha256, LabelScale scale, float[] parameters) {

  /**
   * Of a checkpoint.
   *
   * @throws io.tributary.connectors.checkpoint.CheckpointException when its tensors are not those
   *     of the layout
   */
  static Champion of(Checkpoint checkpoint, ParameterLayout layout, String target) {
    var info = checkpoint.info();
    return new Champion(
        new CheckpointId(info.run(), info.generation(), info.round()),
        checkpoint.sha256(),
        info.scales().getOrDefault(target, LabelScale.NONE),
        checkpoint.parameters(layout));
  }
}

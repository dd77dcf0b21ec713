package io.tributary.job.round;

import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointException;
import io.tributary.connectors.checkpoint.CheckpointId;
import io.tributary.model.LabelScale;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engine;
import java.util.List;
import java.util.Set;

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
   * Of a checkpoint. A model from before a task was added has that task's head as it was before any
   * training.
   *
   * @param engine of the configuration
   * @throws CheckpointException when its tensors are not those of the configuration, or it has no
   *     head for the target
   */
  static Champion of(Checkpoint checkpoint, Engine engine, Configuration configuration) {
    var info = checkpoint.info();
    String target = configuration.target().name();
    if (!checkpoint.tasks().contains(target)) {
      throw new CheckpointException(
          "The model of round " + info.round() + " has no head for the target, " + target);
    }
    return new Champion(
        new CheckpointId(info.run(), info.generation(), info.round()),
        checkpoint.sha256(),
        info.scales().getOrDefault(target, LabelScale.NONE),
        parameters(checkpoint, engine, configuration.taskNames()));
  }

  private static float[] parameters(Checkpoint checkpoint, Engine engine, List<String> tasks) {
    return checkpoint.tasks().equals(Set.copyOf(tasks))
        ? checkpoint.parameters(engine.layout())
        : checkpoint.parameters(engine.layout(), tasks, engine.initialParameters());
  }
}

package io.tributary.connectors.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.connectors.record.Json;
import io.tributary.model.lineage.Places;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * What learning goes on with from a checkpoint, beside its tensors and its labels' scales.
 *
 * @param weights of the tasks in the order of the configuration, exactly
 * @param weighting what the weighting remembers, by name
 * @param dev the target's dev window, oldest first
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record LearningState(float[] weights, Map<String, double[]> weighting, Places dev) {

  /** As JSON. */
  public String text() {
    return Json.text(this);
  }

  /**
   * Out of the {@code state} of a checkpoint.
   *
   * @throws CheckpointException when it is none
   */
  static LearningState read(String text) {
    if (text.isEmpty()) {
      throw new CheckpointException("The checkpoint was written by an earlier version: no state");
    }
    try {
      LearningState state = Json.read(text.getBytes(UTF_8), LearningState.class);
      if (state.weights == null || state.weighting == null || state.dev == null) {
        throw new CheckpointException("The state of the checkpoint is incomplete");
      }
      return state;
    } catch (UncheckedIOException e) {
      throw new CheckpointException("The state of the checkpoint cannot be read", e);
    }
  }
}

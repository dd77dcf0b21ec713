package io.tributary.connectors.checkpoint;

import java.io.Serializable;

/**
 * Tells published checkpoints apart.
 *
 * @param run id of the run
 * @param generation of the run
 * @param round the number of rounds behind the parameters
 */
public record CheckpointId(String run, long generation, long round) implements Serializable {

  /**
   * Whether a checkpoint that was published earlier is void beside this one: the run was restored
   * to a point before it, and trained on from there.
   */
  boolean voids(CheckpointId earlier) {
    return run.equals(earlier.run) && generation > earlier.generation && round <= earlier.round;
  }
}

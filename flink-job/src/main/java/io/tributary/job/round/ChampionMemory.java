package io.tributary.job.round;

import io.tributary.connectors.checkpoint.CheckpointId;
import io.tributary.model.LabelScale;
import org.jspecify.annotations.Nullable;

/**
 * What state keeps of the champion beside its parameters.
 *
 * @param id which model; null when there is none yet
 * @param sha256 of its tensors; null likewise
 * @param scale of the target's labels; null likewise
 * @param held whether it stays until a person lets it go
 * @param command id of the newest command that was followed or refused; null when there was none
 */
record ChampionMemory(
    @Nullable CheckpointId id,
    @Nullable String sha256,
    @Nullable LabelScale scale,
    boolean held,
    @Nullable String command) {

  /** Before the first model is published, and in savepoints that know of no champions. */
  static final ChampionMemory NONE = new ChampionMemory(null, null, null, false, null);
}

package io.tributary.connectors.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The model that a run began with in place of parameters by its seed.
 *
 * @param checkpoint that it was published as; null when it came from a file
 * @param file name of the file, without its folder; null when it came from a topic
 * @param sha256 of its tensors in the order of the layout, as a checkpoint of them has
 */
@JsonInclude(Include.NON_NULL)
public record Origin(@Nullable CheckpointId checkpoint, @Nullable String file, String sha256)
    implements Serializable {

  @Override
  public String toString() {
    return checkpoint == null
        ? "file " + file
        : "round " + checkpoint.round() + " of run " + checkpoint.run();
  }
}

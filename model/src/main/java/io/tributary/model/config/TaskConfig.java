package io.tributary.model.config;

import io.tributary.model.Task;
import io.tributary.model.network.NetworkSpec;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A task and its private layers.
 *
 * @param task name, type and role
 * @param head layers between the trunk and the output layer; the output layer itself (dense, as
 *     wide as the type's outputs) is implied when a layer list is given
 * @param miniEpoch examples of a mini-epoch under {@code by: count}
 * @param maxMiniEpoch newest examples of a mini-epoch that is bounded by time; {@link
 *     Integer#MAX_VALUE} when there is no bound
 * @param column of tables that holds its labels; null: that of the task's name
 */
public record TaskConfig(
    Task task, NetworkSpec head, int miniEpoch, int maxMiniEpoch, @Nullable String column)
    implements Serializable {

  /** With labels in the column of its name. */
  public TaskConfig(Task task, NetworkSpec head, int miniEpoch, int maxMiniEpoch) {
    this(task, head, miniEpoch, maxMiniEpoch, null);
  }
}

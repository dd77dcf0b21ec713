package io.tributary.job.round;

import io.tributary.job.message.TrainerMessage.Commanded;
import io.tributary.model.lineage.LoggedCommand;
import io.tributary.model.steering.Steering;
import java.util.List;

/**
 * What the coordinator remembers of commands, as state keeps it.
 *
 * @param steering what they have made of the configuration
 * @param waiting not judged yet, in order
 * @param now those that the open round is the first to be run with, in order
 * @param publish finished rounds at which a command asked to publish, −1: none has
 * @param accepted how many were followed
 * @param refused how many were refused
 */
record SteeringMemory(
    Steering steering,
    List<Commanded> waiting,
    List<LoggedCommand> now,
    long publish,
    long accepted,
    long refused) {

  /** Before the first command. */
  static final SteeringMemory NONE =
      new SteeringMemory(Steering.NONE, List.of(), List.of(), -1, 0, 0);
}

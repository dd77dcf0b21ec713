package io.tributary.connectors.record;

import io.tributary.model.lineage.LoggedCommand;
import io.tributary.model.steering.Steering;
import java.util.List;
import java.util.Objects;

/**
 * What commands have made of a round.
 *
 * @param steering all of them so far
 * @param commands those that it is the first to be run with, in their order
 */
public record Steered(Steering steering, List<LoggedCommand> commands) {

  /** No command was ever given. */
  public static final Steered NONE = new Steered(Steering.NONE, List.of());

  /** Read from a topic that others may write to: what must be there, is. */
  public Steered {
    Objects.requireNonNull(steering, "steering");
    commands = List.copyOf(commands);
  }
}

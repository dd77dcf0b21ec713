package io.tributary.job.train;

import io.tributary.connectors.record.Fence;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundMessage;
import io.tributary.connectors.record.Steered;
import io.tributary.job.message.FloatChunks;
import io.tributary.job.steer.Course;
import io.tributary.model.steering.Steering;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts a round's header and parameters together. Only headers that list this trainer's own
 * incarnation are obeyed: what a failed attempt published and a rewound source replays is not.
 */
final class RoundInbox {

  private final long incarnation;
  private final Function<Steering, Course> courses;
  private @Nullable RoundHeader header;
  private FloatChunks.Assembly parameters = new FloatChunks.Assembly(0);

  /**
   * An inbox.
   *
   * @param courses how rounds run with what commands say
   */
  RoundInbox(long incarnation, Function<Steering, Course> courses) {
    this.incarnation = incarnation;
    this.courses = courses;
  }

  /** Takes a header or a chunk; gives the round when this completes it. */
  Optional<OpenRound> take(RoundMessage message) {
    switch (message.kind()) {
      case ROUND -> begin(Json.read(message.body(), RoundHeader.class));
      case PARAMETERS -> {
        if (isFor(message.fence())) {
          parameters.add(message.chunk(), message.body());
        }
      }
      default -> {
        return Optional.empty();
      }
    }
    if (header == null || !parameters.isComplete()) {
      return Optional.empty();
    }
    Steered steered = Objects.requireNonNullElse(header.steered(), Steered.NONE);
    OpenRound round = new OpenRound(header, courses.apply(steered.steering()), parameters.join());
    header = null;
    return Optional.of(round);
  }

  private void begin(RoundHeader newHeader) {
    if (newHeader.incarnations().contains(incarnation) && newHeader.phase() != Phase.DONE) {
      header = newHeader;
      parameters = new FloatChunks.Assembly(newHeader.chunks());
    }
  }

  private boolean isFor(Fence fence) {
    return header != null
        && fence.equals(new Fence(header.run(), header.generation(), header.round()));
  }
}

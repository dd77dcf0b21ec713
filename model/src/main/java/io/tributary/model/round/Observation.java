package io.tributary.model.round;

import io.tributary.model.LabelMoments;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.weighting.Weighting;
import io.tributary.model.weighting.Weightings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the weighting is told of a mini-epoch beside its delta; it learns nothing itself. */
public final class Observation {

  private final List<Task> tasks;
  private final boolean moments;

  /** For the weighting and the tasks of a configuration. */
  public Observation(Configuration configuration) {
    this(
        Weightings.create(configuration),
        configuration.tasks().stream().map(task -> task.task()).toList());
  }

  Observation(Weighting weighting, List<Task> tasks) {
    this.tasks = tasks;
    this.moments = weighting.readsMoments();
  }

  /** The moments of a mini-epoch; null when the weighting does not read them. */
  public @Nullable LabelMoments moments(MiniEpoch miniEpoch) {
    return moments
        ? LabelMoments.of(tasks.get(miniEpoch.task()).type(), miniEpoch.examples())
        : null;
  }

  /** The delta with all that the weighting reads of its mini-epoch. */
  TaskDelta add(TaskDelta delta, MiniEpoch miniEpoch) {
    return delta.with(moments(miniEpoch));
  }
}

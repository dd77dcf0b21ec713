package io.tributary.model.weighting;

import io.tributary.model.LabelScale;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.HeadSteps;
import java.util.ArrayList;
import java.util.List;

/** Spaces of deltas that a real engine trained on {@link SmallProblem}. */
final class Spans {
  private Spans() {}

  /** From the initial parameters, one delta of each task. */
  static DeltaSpace of(Engine engine, Configuration configuration, List<Integer> tasks) {
    float[] parameters = engine.initialParameters();
    List<TaskDelta> deltas = new ArrayList<>();
    for (int task : tasks) {
      deltas.add(engine.train(parameters, 1, SmallProblem.miniEpoch(task, 1)));
    }
    int target = configuration.target().index();
    return engine.span(parameters, deltas, target, LabelScale.NONE, HeadSteps.SCALED);
  }
}

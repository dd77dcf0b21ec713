package io.tributary.model.engine;

import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.TaskDelta;
import java.util.List;

/** What a round makes of batch normalisation's running statistics, whatever α is. */
final class Statistics {
  private Statistics() {}

  /**
   * The parameters with their statistics moved: the trunk's by the mean of the deltas' changes,
   * weighed by examples, a head's by its own delta's.
   */
  static float[] averaged(
      ParameterLayout layout,
      List<NetworkLayout> layouts,
      float[] parameters,
      List<TaskDelta> deltas) {
    float[] moved = parameters.clone();
    double examples = deltas.stream().mapToLong(TaskDelta::examples).sum();
    int trunk = layout.trunk().length();
    for (TaskDelta delta : deltas) {
      float share = (float) (delta.examples() / examples);
      int shift = layout.heads().get(delta.task()).offset() - trunk;
      for (Segment segment : layouts.get(delta.task()).statistics()) {
        for (int j = segment.offset(); j < segment.end(); j++) {
          if (j < trunk) {
            moved[j] += share * delta.values()[j];
          } else {
            moved[shift + j] += delta.values()[j];
          }
        }
      }
    }
    return moved;
  }
}

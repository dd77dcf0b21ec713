package io.tributary.model.engine;

import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.TaskDelta;
import java.util.List;

/**
 * What a round makes of running statistics, whatever α is.
 *
 * @param layout of all parameters
 * @param layouts of each task's network
 * @param fields those of fields, which are put together in their own way
 */
record Statistics(ParameterLayout layout, List<NetworkLayout> layouts, FieldStatistics fields) {

  /**
   * The parameters with their statistics moved, or as they are where there are none. Those of batch
   * normalisation: the trunk's by the mean of the deltas' changes, weighed by examples, a head's by
   * its own delta's.
   *
   * @param deltas in the order of the tasks
   */
  float[] after(float[] parameters, List<TaskDelta> deltas) {
    if (fields.isEmpty() && layouts.stream().allMatch(each -> each.statistics().isEmpty())) {
      return parameters; // a copy would be one more of all that the coordinator holds
    }
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
    if (!fields.isEmpty()) {
      fields.combine(parameters, deltas.stream().map(TaskDelta::values).toList(), moved);
    }
    return moved;
  }
}

package io.tributary.job.round;

import io.tributary.model.LabelScale;
import io.tributary.model.period.TaskPeriods;
import java.util.List;
import java.util.Map;

/**
 * What state keeps of periods beside their slices and the parameters of the newest evaluation.
 *
 * @param rounds of a period, as configured when this was stored
 * @param slice examples of a slice, likewise
 * @param evaluated round of the newest evaluation, −1 before the first
 * @param scales of the labels at that round, by task
 * @param tasks what was found, by name
 */
record PeriodMemory(
    int rounds,
    int slice,
    long evaluated,
    List<LabelScale> scales,
    Map<String, TaskPeriods> tasks) {

  PeriodMemory {
    scales = List.copyOf(scales);
    tasks = Map.copyOf(tasks);
  }
}

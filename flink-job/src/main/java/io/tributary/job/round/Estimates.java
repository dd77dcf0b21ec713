package io.tributary.job.round;

import io.tributary.model.evaluation.Prequential;
import java.util.Map;

/**
 * Prequential estimates as state keeps them.
 *
 * @param tasks by name
 */
record Estimates(Map<String, Prequential> tasks) {
  Estimates {
    tasks = Map.copyOf(tasks);
  }
}

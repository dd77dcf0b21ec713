package io.tributary.cli.report;

import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.model.config.Configuration;
import java.util.List;

/**
 * Everything that a finished run has said.
 *
 * @param configuration it ran with
 * @param rounds the records of {@code task-weights}, in order
 * @param evaluations the records of {@code evaluations}, in order
 * @param last what the coordinator said last, with the final counts
 * @param seconds from the first round's start to the end of the last
 */
public record RunRecords(
    Configuration configuration,
    List<TaskWeightsRecord> rounds,
    List<EvaluationRecord> evaluations,
    RoundHeader last,
    double seconds) {
  public RunRecords {
    rounds = List.copyOf(rounds);
    evaluations = List.copyOf(evaluations);
  }

  /** Evaluations of one task on one split, in order. */
  List<EvaluationRecord> evaluations(String task, String split) {
    return evaluations.stream()
        .filter(record -> record.task().equals(task) && record.split().equals(split))
        .toList();
  }
}

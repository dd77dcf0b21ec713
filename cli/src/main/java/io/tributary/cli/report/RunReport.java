package io.tributary.cli.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.PeriodsRecord;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Guarded;
import io.tributary.connectors.record.RoundHeader.Joins;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.connectors.record.TaskWeightsRecord.TaskEntry;
import io.tributary.model.Task;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code report.json} says of a run.
 *
 * @param model name of the model
 * @param run its id
 * @param method of the weighting
 * @param target name of the target task
 * @param seed of everything random in learning
 * @param rounds finished
 * @param seconds from the first round's start to the end of the last
 * @param examplesPerSecond trained on, of all tasks
 * @param tasks by name, in the order of the configuration
 * @param examples of all tasks together, and of tasks that are not known
 * @param joins what became of features and labels that came apart; absent where none are joined
 * @param guarded rounds and deltas that were left out of the parameters
 * @param versions of what the results depend on
 */
public record RunReport(
    String model,
    String run,
    String method,
    String target,
    long seed,
    long rounds,
    double seconds,
    double examplesPerSecond,
    Map<String, TaskReport> tasks,
    ExampleCounts examples,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Joins joins,
    Guarded guarded,
    Map<String, String> versions) {

  /**
   * One task.
   *
   * @param type classification, binary, multilabel or regression
   * @param target whether it is the target
   * @param weight at the end
   * @param scores by split; a split without examples has none. Prequential: over the whole run
   * @param examples where they went
   * @param periods what the newest evaluation of periods tells; absent where there are none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TaskReport(
      String type,
      boolean target,
      @Nullable Double weight,
      Map<String, ScoreSummary> scores,
      ExampleCounts examples,
      @Nullable PeriodsRecord periods) {}

  /** The report of a finished run. */
  public static RunReport of(RunRecords records) {
    Configuration configuration = records.configuration();
    RoundHeader last = records.last();
    Map<String, TaskReport> tasks = new LinkedHashMap<>();
    for (TaskConfig config : configuration.tasks()) {
      tasks.put(config.task().name(), task(records, config.task()));
    }
    ExampleCounts total = counts(last, "");
    for (TaskReport task : tasks.values()) {
      total = total.plus(task.examples());
    }
    return new RunReport(
        last.model(),
        last.run(),
        configuration.weighting().method(),
        configuration.target().name(),
        configuration.model().seed(),
        last.round(),
        records.seconds(),
        total.trained() / Math.max(records.seconds(), 1e-9),
        tasks,
        total,
        last.joins(),
        last.guarded(),
        Versions.all());
  }

  private static TaskReport task(RunRecords records, Task task) {
    Map<String, ScoreSummary> scores = new LinkedHashMap<>();
    put(scores, "test", ScoreSummary.newest(records.evaluations(task.name(), "test")));
    put(scores, "dev", ScoreSummary.newest(records.evaluations(task.name(), "dev")));
    put(
        scores,
        "prequential",
        ScoreSummary.pooled(records.evaluations(task.name(), "prequential")));
    RoundHeader last = records.last();
    return new TaskReport(
        task.type().getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT),
        task.target(),
        lastWeight(records, task.name()),
        scores,
        counts(last, task.name()),
        periods(records.evaluations(task.name(), "periods")));
  }

  private static @Nullable PeriodsRecord periods(List<EvaluationRecord> records) {
    return records.isEmpty() ? null : records.get(records.size() - 1).periods();
  }

  private static ExampleCounts counts(RoundHeader last, String task) {
    return ExampleCounts.of(last.counters().getOrDefault(task, TaskCounters.NONE));
  }

  private static void put(
      Map<String, ScoreSummary> scores, String split, @Nullable ScoreSummary score) {
    if (score != null) {
      scores.put(split, score);
    }
  }

  private static @Nullable Double lastWeight(RunRecords records, String task) {
    if (records.rounds().isEmpty()) {
      return null;
    }
    TaskWeightsRecord last = records.rounds().get(records.rounds().size() - 1);
    TaskEntry entry = last.tasks().get(task);
    return entry == null ? null : entry.weight();
  }
}

package io.tributary.job.metrics;

import java.util.Locale;
import java.util.stream.Collectors;

/** Writes docs/metrics.md from the table of metrics. */
final class MetricsDocs {

  private static final String HEAD =
      """
      # Metrics

      <!-- Generated from the table of metrics. After a change there, write it anew with
           mvn -pl flink-job -am test -Dtest=MetricsDocsTest -Dtributary.docs.update
             -Dsurefire.failIfNoSpecifiedTests=false -->

      The operators tell Flink, and Flink tells its reporters: any of Flink's own, or `micrometer-reporter`, which the
      files under `docker/` set up (see [operations.md](operations.md)). In Flink the metrics lie in the group `tributary`
      of their operator, under groups for their labels: `tributary.model.<model>.task.<task>.weight`. The second column is
      what Prometheus gets from `micrometer-reporter` with `roots: tributary`; there, every metric has Flink's labels
      `job_name`, `task_name`, `operator_name` and `subtask_index` too, and none has an id that is new at every start.

      Counters of examples and rounds lie in the job's state, so they go on where they were after a restore, and a restored
      older savepoint takes them back; the reporter never lets them fall. Other counters begin anew with the job's attempt;
      the reporter adds attempts up. Histograms are in milliseconds in Flink, in seconds with the reporter. What has no
      value yet, such as the score of a task without examples, is not there.

      | metric | in Prometheus | kind | labels | |
      |---|---|---|---|---|
      """;

  private static final String LABELS =
      """

      | label | values |
      |---|---|
      | `model` | `model.name` of the configuration |
      | `task` | names of the configured tasks |
      | `split` | `prequential` (a mini-epoch, scored before it was trained on), `dev`, `test` |
      | `reason` | the reasons of [topics.md](topics.md#examplesdlq) |
      | `branch` | `learned` and the shadows: `single`, `uniform`, and `with-<task>` for each of `pairs` |
      | `phase` | `wait` for examples, `train`, `tune` (find α and combine), `publish` (put the parameters into records), `loop` (the way through Kafka and back) |
      | `device` | number of a CUDA device |

      `nativeBytes` and the device's memory are of the whole process, and told by each operator that has an engine: take
      the maximum, not the sum. What the engine's native libraries allocate by themselves is in neither; the process's own
      size has it.
      """;

  private MetricsDocs() {}

  static String text() {
    StringBuilder text = new StringBuilder(HEAD);
    for (JobMetric metric : JobMetric.values()) {
      text.append(
          "| `%s` | `%s` | %s | %s | %s |%n"
              .formatted(
                  metric.id(),
                  prometheus(metric),
                  metric.kind().name().toLowerCase(Locale.ROOT),
                  metric.labels().stream()
                      .map(label -> "`" + label.label() + "`")
                      .collect(Collectors.joining(", ")),
                  metric.description()));
    }
    return text.append(LABELS).toString();
  }

  /** The name of a metric, without the suffixes of a histogram's parts. */
  static String prometheus(JobMetric metric) {
    String words = metric.id().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    return JobMetric.GROUP
        + "_"
        + switch (metric.kind()) {
          case COUNTER -> words + "_total";
          case GAUGE -> words;
          case HISTOGRAM -> words.replaceAll("_millis$", "_seconds");
        };
  }
}

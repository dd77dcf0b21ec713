package io.tributary.cli.watch;

import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.connectors.topic.Topics;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Sorts what the topics tell by runs. The run that is shown is that of the newest round. */
public final class Watched {

  private static final int MOST_RUNS = 4;

  private final Topics topics;
  private final int most;
  private final Map<String, RunHistory> runs = new LinkedHashMap<>();
  private RunHistory shown;

  /**
   * Of nothing yet.
   *
   * @param most rounds kept
   */
  public Watched(Topics topics, int most) {
    this.topics = topics;
    this.most = most;
    this.shown = new RunHistory(most);
  }

  /** Takes a record, when it is one of ours. */
  public void add(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(topics.taskWeights())) {
      Json.find(record.value(), TaskWeightsRecord.class)
          .ifPresent(
              round -> {
                shown = run(round.run());
                shown.add(round, record.timestamp());
              });
    } else if (record.topic().equals(topics.evaluations())) {
      Json.find(record.value(), EvaluationRecord.class)
          .ifPresent(score -> run(score.run()).add(score));
    }
  }

  /** The history that is to be shown. */
  RunHistory shown() {
    return shown;
  }

  private RunHistory run(String run) {
    RunHistory history = runs.computeIfAbsent(run, none -> new RunHistory(most));
    if (runs.size() > MOST_RUNS) {
      runs.values().removeIf(old -> old != history && old != shown);
    }
    return history;
  }
}

package io.tributary.job;

import io.tributary.connectors.record.Gap;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHistory;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.connectors.topic.CommittedLog;
import io.tributary.connectors.topic.Topics;
import io.tributary.job.round.RoundGaps;
import io.tributary.model.config.KafkaConfig;
import java.util.List;

/** The {@code task-weights} topic as its readers see it. */
record CommittedRounds(KafkaConfig kafka) implements RoundGaps {

  private static final long serialVersionUID = 1;

  /** More records than one checkpoint interval brings forth; markers of transactions count too. */
  private static final long NEWEST = 20_000;

  @Override
  public List<Gap> missing(String run, long last) {
    RoundHistory newest = new RoundHistory();
    boolean all = read(run, NEWEST, newest);
    if (all || !newest.isEmpty()) {
      return newest.missing(last);
    }
    RoundHistory whole = new RoundHistory();
    read(run, Long.MAX_VALUE, whole);
    return whole.missing(last);
  }

  private boolean read(String run, long records, RoundHistory history) {
    return CommittedLog.readNewest(
        kafka,
        Topics.of(kafka).taskWeights(),
        records,
        record ->
            Json.find(record.value(), TaskWeightsRecord.class)
                .filter(said -> run.equals(said.run()))
                .ifPresent(history::add));
  }
}

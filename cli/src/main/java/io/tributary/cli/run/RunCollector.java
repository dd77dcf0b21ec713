package io.tributary.cli.run;

import io.tributary.cli.report.RunRecords;
import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHistory;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.connectors.topic.CommittedLog;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.KafkaConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads back from its topics what a run has said. */
public final class RunCollector {

  private final Configuration configuration;
  private final Topics topics;
  private final List<byte[]> weightLines = new ArrayList<>();
  private final List<byte[]> evaluationLines = new ArrayList<>();

  /** Reads the topics that a configuration names. */
  public RunCollector(Configuration configuration) {
    this.configuration = configuration;
    this.topics = Topics.of(configuration.kafka());
  }

  /**
   * Everything that one run said, each thing once: as its newest generation said it, without what
   * is void because an older savepoint was restored.
   *
   * @param last what the coordinator said last
   * @param seconds it took
   */
  public RunRecords collect(RoundHeader last, double seconds) {
    KafkaConfig kafka = configuration.kafka();
    CommittedLog.read(kafka, topics.taskWeights(), record -> weightLines.add(record.value()));
    CommittedLog.read(kafka, topics.evaluations(), record -> evaluationLines.add(record.value()));
    List<TaskWeightsRecord> said =
        parse(weightLines, TaskWeightsRecord.class).stream()
            .filter(record -> record.run().equals(last.run()))
            .toList();
    RoundHistory history = new RoundHistory();
    said.forEach(history::add);
    List<TaskWeightsRecord> rounds =
        newest(
            said.stream()
                .filter(record -> history.counts(record.generation(), record.round()))
                .toList(),
            TaskWeightsRecord::round,
            TaskWeightsRecord::generation);
    List<EvaluationRecord> evaluations =
        newest(
            parse(evaluationLines, EvaluationRecord.class).stream()
                .filter(record -> record.run().equals(last.run()))
                .filter(record -> history.counts(record.generation(), record.round()))
                .toList(),
            record -> List.of(record.round(), record.task(), record.split()),
            EvaluationRecord::generation);
    return new RunRecords(configuration, rounds, evaluations, last, seconds);
  }

  /** The records of {@code task-weights} as they stand in the topic, after {@link #collect}. */
  public List<byte[]> weightLines() {
    return List.copyOf(weightLines);
  }

  /** The records of {@code evaluations} as they stand in the topic, after {@link #collect}. */
  public List<byte[]> evaluationLines() {
    return List.copyOf(evaluationLines);
  }

  /** Writes every published model, a file each. */
  void writeCheckpoints(OutputFolder folder) {
    new CheckpointReader(configuration.kafka())
        .forEach(
            file -> {
              try {
                Files.write(folder.checkpoint(file.id().round()), file.bytes());
              } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
              }
            });
  }

  private static <T> List<T> parse(List<byte[]> lines, Class<T> type) {
    return lines.stream().map(line -> Json.read(line, type)).toList();
  }

  private static <T> List<T> newest(
      List<T> records, Function<T, Object> identity, Function<T, Long> generation) {
    Map<Object, T> byIdentity = new LinkedHashMap<>();
    for (T record : records) {
      byIdentity.merge(
          identity.apply(record),
          record,
          (former, later) -> generation.apply(later) >= generation.apply(former) ? later : former);
    }
    return List.copyOf(byIdentity.values());
  }
}

package io.tributary.job;

import io.tributary.connectors.example.Part;
import io.tributary.connectors.example.RawRecord;
import io.tributary.connectors.record.RoundHeader.Joins;
import io.tributary.connectors.topic.CommittedLog;
import io.tributary.job.input.PartReader;
import io.tributary.job.join.JoinEntry;
import io.tributary.job.join.Joiner;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.KafkaConfig;
import io.tributary.model.config.LabelsConfig;
import io.tributary.model.lineage.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The join of late labels, done again over the log. What comes of it depends on the log alone, but
 * for partitions that {@code rounds.idleAfter} let pass.
 */
public final class JoinedExamples {

  private JoinedExamples() {}

  /**
   * Reads all that there is of the examples' topics, and joins the records of some ids.
   *
   * @param configuration that has the section {@code labels}
   * @param kafka the broker and the topics
   * @return joined examples by where they stand
   * @throws io.tributary.connectors.topic.TopicException when the broker does not answer
   */
  public static Map<Place, List<Example>> read(
      Configuration configuration, KafkaConfig kafka, Set<String> ids) {
    LabelsConfig labels = Objects.requireNonNull(configuration.labels(), "no section labels");
    Joiner joiner = new Joiner(configuration.tasks().size(), labels.patience().toMillis());
    Map<String, JoinEntry> entries = new HashMap<>();
    PartReader reader = new PartReader(configuration, kafka.schemaRegistry());
    CommittedLog.readExamples(
        kafka,
        record ->
            reader
                .read(RawRecord.of(record))
                .filter(part -> ids.contains(part.id()))
                .ifPresent(
                    part ->
                        entries.merge(
                            part.id(),
                            JoinEntry.NONE.with(part),
                            (entry, one) -> entry.with(part))));
    Map<Place, List<Example>> joined = new HashMap<>();
    Results results = new Results(joined);
    entries.values().forEach(entry -> joiner.advance(entry, Long.MAX_VALUE, results));
    return joined;
  }

  private record Results(Map<Place, List<Example>> examples) implements Joiner.Sink {

    @Override
    public void joined(Example example) {
      examples
          .computeIfAbsent(Place.of(example.position()), place -> new ArrayList<>())
          .add(example);
    }

    @Override
    public void withoutFeatures(Part.Labels labels) {}

    @Override
    public void count(Joins more) {}
  }
}

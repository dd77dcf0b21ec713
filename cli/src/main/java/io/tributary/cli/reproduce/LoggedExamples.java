package io.tributary.cli.reproduce;

import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Progress;
import io.tributary.connectors.example.Decoded;
import io.tributary.connectors.example.ExampleDecoder;
import io.tributary.connectors.example.RawRecord;
import io.tributary.connectors.topic.RecordsAt;
import io.tributary.job.JoinedExamples;
import io.tributary.model.Example;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.KafkaConfig;
import io.tributary.model.lineage.LineageException;
import io.tributary.model.lineage.Place;
import io.tributary.model.lineage.Places;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Examples by where they stand in the log. Holds those of one call at a time. */
final class LoggedExamples implements AutoCloseable {

  private final KafkaConfig kafka;
  private final RecordsAt records;
  private final Progress progress;
  private Map<Place, List<Example>> joined = Map.of();

  LoggedExamples(KafkaConfig kafka, Progress progress) {
    this.kafka = kafka;
    this.records = new RecordsAt(kafka);
    this.progress = progress;
  }

  /**
   * Examples of one task that are wanted, in their order.
   *
   * @param task index of the task
   * @param split that they must have
   * @param what they are, for people
   */
  record Wanted(int task, Split split, Places places, String what) {

    private List<Place> inOrder() {
      try {
        return places.inOrder();
      } catch (LineageException e) {
        throw CommandException.failed(
            "The lineage of " + what + " cannot be followed: " + e.getMessage(), e);
      }
    }
  }

  /**
   * Joins late labels again, where some of the examples that will be wanted were joined: reads the
   * whole log for it.
   */
  void join(Configuration configuration, List<Wanted> wanted) {
    joined = Map.of();
    if (configuration.labels() == null) {
      return;
    }
    Set<Place> places = new HashSet<>();
    wanted.forEach(each -> places.addAll(each.inOrder()));
    Set<String> ids = new HashSet<>();
    ExampleDecoder decoder = new ExampleDecoder(configuration, kafka.schemaRegistry());
    if (!places.isEmpty()) {
      records.fetch(
          places,
          record -> {
            if (decoder.decode(RawRecord.of(record)) instanceof Decoded.Waiting waiting) {
              ids.add(waiting.part().id());
            }
          });
    }
    if (!ids.isEmpty()) {
      joined = JoinedExamples.read(configuration, kafka, ids);
    }
  }

  /**
   * Reads several sequences at once, each record once.
   *
   * @return one list for each of them
   * @throws CommandException when a record holds no such example
   */
  List<List<Example>> fetch(Configuration configuration, List<Wanted> wanted) {
    List<List<Place>> orders = wanted.stream().map(Wanted::inOrder).toList();
    Set<Place> places = new HashSet<>();
    orders.forEach(places::addAll);
    Map<Place, Decoded> decoded = new HashMap<>();
    if (!places.isEmpty()) {
      ExampleDecoder decoder = new ExampleDecoder(configuration, kafka.schemaRegistry());
      records.fetch(
          places,
          record -> {
            Place place = new Place(record.topic(), record.partition(), record.offset());
            decoded.put(place, decoder.decode(RawRecord.of(record)));
            progress.step();
          });
    }
    List<List<Example>> examples = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      List<Example> sequence = new ArrayList<>();
      for (Place place : orders.get(i)) {
        sequence.add(example(wanted.get(i), place, decoded));
      }
      examples.add(sequence);
    }
    return examples;
  }

  private Example example(Wanted wanted, Place place, Map<Place, Decoded> decoded) {
    Decoded record = decoded.get(place);
    List<Example> examples = new ArrayList<>(record == null ? List.of() : record.examples());
    examples.addAll(joined.getOrDefault(place, List.of()));
    for (Example example : examples) {
      // Which examples were chosen for dev also depends on what was the target when they came.
      if (example.task() == wanted.task() && example.split() != Split.TEST) {
        return example.of(wanted.split());
      }
    }
    if (record instanceof Decoded.Waiting) {
      throw CommandException.failed(
          "The record at offset %d of %s-%d was joined with another one by its id, which is not in the log now: it makes no example of %s"
              .formatted(place.offset(), place.topic(), place.partition(), wanted.what()),
          null);
    }
    throw CommandException.failed(
        "The record at offset %d of %s-%d is another one now: it is no example of %s"
            .formatted(place.offset(), place.topic(), place.partition(), wanted.what()),
        null);
  }

  @Override
  public void close() {
    records.close();
  }
}

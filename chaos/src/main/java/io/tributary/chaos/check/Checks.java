package io.tributary.chaos.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.chaos.stream.ChaosModel;
import io.tributary.chaos.stream.ExampleStream;
import io.tributary.chaos.stream.Fed;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.topic.CommittedLog;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.config.KafkaConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Compares what a run under faults left with what was fed, and with an undisturbed run. */
public final class Checks {

  private final KafkaConfig kafka;
  private final long rounds;

  /**
   * Checks of a run.
   *
   * @param kafka of the run
   * @param rounds that the stream gives
   */
  public Checks(KafkaConfig kafka, long rounds) {
    this.kafka = kafka;
    this.rounds = rounds;
  }

  /**
   * That the log holds what was to be fed: each record once, in order.
   *
   * @param fed in the order of feeding
   */
  public Check log(List<Fed> fed) {
    Map<Integer, List<String>> expected = new TreeMap<>();
    for (Fed record : fed) {
      expected
          .computeIfAbsent(record.partition(), partition -> new ArrayList<>())
          .add(record.timestamp() + " " + text(record.value()));
    }
    Map<Integer, List<String>> actual = new TreeMap<>();
    CommittedLog.read(
        kafka,
        ChaosModel.EXAMPLES,
        record ->
            actual
                .computeIfAbsent(record.partition(), partition -> new ArrayList<>())
                .add(record.timestamp() + " " + text(record.value())));
    List<String> faults = new ArrayList<>();
    expected.forEach(
        (partition, records) -> {
          List<String> found = actual.getOrDefault(partition, List.of());
          if (!found.equals(records)) {
            faults.add(
                "partition %d has %d records of %d, or others"
                    .formatted(partition, found.size(), records.size()));
          }
        });
    return new Check(
        "the log holds the %,d records that were fed, in order".formatted(fed.size()), faults);
  }

  private static String text(byte[] value) {
    return new String(value, java.nio.charset.StandardCharsets.UTF_8);
  }

  /** That every bad record is in the dead-letter topic once. */
  public Check deadLetters(List<Fed> fed) {
    Map<Integer, Long> next = new HashMap<>();
    List<String> expected = new ArrayList<>();
    for (Fed record : fed) {
      long offset = next.merge(record.partition(), 1L, Long::sum) - 1;
      if (record.isBad()) {
        expected.add(record.partition() + "/" + offset);
      }
    }
    List<String> actual = new ArrayList<>();
    CommittedLog.read(
        kafka, Topics.deadLetters(ChaosModel.EXAMPLES), record -> actual.add(origin(record)));
    return Check.exactly(
        "%,d dead letters, each once".formatted(expected.size()),
        actual.stream().sorted().toList(),
        expected.stream().sorted().toList());
  }

  private static String origin(ConsumerRecord<byte[], byte[]> record) {
    return Outputs.header(record, "tributary-partition")
        + "/"
        + Outputs.header(record, "tributary-offset");
  }

  /** That the committed history is whole, and the same as that of an undisturbed run. */
  public List<Check> outputs(KafkaConfig undisturbed) {
    Outputs actual = Outputs.read(kafka);
    Outputs expected = Outputs.read(undisturbed);
    List<Check> checks = new ArrayList<>();
    checks.add(
        Check.exactly(
            "task-weights: rounds 1 to %d, each once".formatted(rounds),
            actual.taskWeights().stream().map(record -> record.path("round").asLong()).toList(),
            LongStream.rangeClosed(1, rounds).boxed().toList()));
    List<Long> due =
        LongStream.rangeClosed(0, rounds)
            .filter(round -> round % ChaosModel.PUBLISH_EVERY == 0)
            .boxed()
            .toList();
    checks.add(
        Check.exactly(
            "checkpoints: %d, one for every due round".formatted(due.size()),
            actual.checkpoints(),
            due));
    checks.add(new Check("checkpoints are whole", actual.broken()));
    checks.add(unique("evaluations: no score twice", actual.evaluations()));
    checks.add(
        Check.exactly(
            "task-weights are those of the undisturbed run",
            actual.taskWeights(),
            expected.taskWeights()));
    checks.add(
        Check.exactly(
            "prequential and dev scores are those of the undisturbed run",
            of(actual.evaluations(), Checks::isOfTheLog),
            of(expected.evaluations(), Checks::isOfTheLog)));
    checks.add(models(actual, expected, due));
    return checks;
  }

  /**
   * Scores of held-out examples depend on when a model is published: which of them have come by
   * then. The target's dev window, on which α is tuned, does not.
   */
  private static boolean isOfTheLog(JsonNode score) {
    return switch (score.path("split").asText()) {
      case "prequential" -> true;
      case "dev" -> score.path("task").asText().equals("main");
      default -> false;
    };
  }

  private static List<JsonNode> of(List<JsonNode> records, Predicate<JsonNode> wanted) {
    return records.stream().filter(wanted).toList();
  }

  private static Check unique(String what, List<JsonNode> scores) {
    Map<String, Integer> times = new TreeMap<>();
    scores.forEach(
        score ->
            times.merge(
                "%s of %s after round %s"
                    .formatted(
                        score.path("split").asText(),
                        score.path("task").asText(),
                        score.path("round").asText()),
                1,
                Integer::sum));
    return new Check(
        what,
        times.entrySet().stream()
            .filter(entry -> entry.getValue() > 1)
            .map(entry -> entry.getKey() + " " + entry.getValue() + " times")
            .toList());
  }

  private static Check models(Outputs actual, Outputs expected, List<Long> due) {
    List<String> faults = new ArrayList<>();
    for (long round : due) {
      Map<String, String> model = new TreeMap<>(actual.models().getOrDefault(round, Map.of()));
      Map<String, String> same = expected.models().getOrDefault(round, Map.of());
      if (!model.equals(same)) {
        model.entrySet().removeAll(same.entrySet());
        faults.add("that of round %d differs in %s".formatted(round, model));
      }
    }
    return new Check("every published model equals the undisturbed run's, bit for bit", faults);
  }

  /**
   * That the counters account for all that was fed.
   *
   * @param header of parameters that were published when all was read
   */
  public List<Check> counters(RoundHeader header, ExampleStream stream) {
    List<Check> checks = new ArrayList<>();
    checks.add(Check.equal("the savepoint holds the last round", header.round(), rounds));
    for (String task : header.counters().keySet()) {
      TaskCounters told = header.counters().get(task);
      checks.add(
          Check.equal(
              "counters account for every example of " + task,
              Map.of(
                  "received",
                  told.received() - told.rejected(),
                  // The last answers were told before their round was accepted.
                  "train",
                  told.trained() + told.pending() + told.dropped(),
                  "dev",
                  told.dev(),
                  "test",
                  told.test()),
              Map.of(
                  "received",
                  stream.count(task, "train")
                      + stream.count(task, "dev")
                      + stream.count(task, "test"),
                  "train",
                  stream.count(task, "train"),
                  "dev",
                  stream.count(task, "dev"),
                  "test",
                  stream.count(task, "test"))));
    }
    Map<String, Long> rejected = new TreeMap<>();
    stream
        .tally()
        .forEach(
            (place, count) -> {
              if (place.place().equals("rejected")) {
                rejected.put(place.task(), count);
              }
            });
    Map<String, Long> counted = new TreeMap<>();
    header.counters().forEach((task, told) -> counted.put(task, told.rejected()));
    counted.values().removeIf(count -> count == 0);
    checks.add(Check.equal("rejected ones too", counted, rejected));
    return checks;
  }
}

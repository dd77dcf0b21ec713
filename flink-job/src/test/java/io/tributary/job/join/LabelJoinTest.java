package io.tributary.job.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.example.DeadLetter;
import io.tributary.connectors.example.Part;
import io.tributary.connectors.record.RoundHeader.Joins;
import io.tributary.job.message.TrainerMessage;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator: what comes when, what is counted, and that a restore changes neither. */
class LabelJoinTest {

  private final List<String> examples = new ArrayList<>();
  private final List<DeadLetter> letters = new ArrayList<>();
  private final List<Long> rejected = new ArrayList<>();
  private Joins joins = Joins.NONE;

  @ParameterizedTest
  @ValueSource(strings = {"{by: target}", "{by: time, span: 40ms}"})
  void aRestoreChangesNothing(String rounds) throws Exception {
    List<Part> log = log(new SplittableRandom(3));
    List<String> undisturbed = run(rounds, log, -1);
    Joins counted = joins;
    int dead = letters.size();
    assertThat(joins.joined()).isEqualTo(examples.size()).isGreaterThan(50);
    assertThat(joins.withoutFeatures())
        .isEqualTo(rejected.stream().mapToLong(Long::longValue).sum())
        .isPositive();
    assertThat(joins.waitingLabels()).isZero();
    for (int stop : new int[] {1, log.size() / 3, log.size() / 2, log.size() - 1}) {
      assertThat(run(rounds, log, stop)).isEqualTo(undisturbed);
      assertThat(joins).isEqualTo(counted);
      assertThat(letters).hasSize(dead);
    }
  }

  @Test
  void examplesGoOnBeforeTheWatermarkThatLetsThem() throws Exception {
    try (var harness = harness("{by: target}")) {
      harness.open();
      harness.processElement(new StreamRecord<>(Parts.features("a", 10, 1)));
      harness.processElement(new StreamRecord<>(Parts.labels("a", 20, 2, 0)));
      harness.processWatermark(19);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processWatermark(20);

      List<Object> out = new ArrayList<>(harness.getOutput());
      assertThat(out).hasSize(3);
      assertThat(out.get(0)).isEqualTo(new Watermark(19));
      assertThat(out.get(1)).isInstanceOf(StreamRecord.class);
      assertThat(out.get(2)).isEqualTo(new Watermark(20));
    }
  }

  @Test
  void nothingIsKeptOfIdsThatAreDone() throws Exception {
    try (var harness = harness("{by: target}")) {
      harness.open();
      harness.processElement(new StreamRecord<>(Parts.features("a", 10, 1)));
      harness.processElement(new StreamRecord<>(Parts.labels("a", 20, 2, 0, 1, 2)));
      harness.processElement(new StreamRecord<>(Parts.features("b", 20, 3)));
      harness.processWatermark(20);
      assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
      harness.processWatermark(120);
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  /** Parts of several ids in the order of their times; watermarks follow. */
  private static List<Part> log(SplittableRandom random) {
    List<Part> log = new ArrayList<>();
    for (int id = 0; id < 40; id++) {
      log.addAll(Parts.draw(random, "id-" + id, 1 + random.nextInt(8), 400));
    }
    log.sort(Comparator.comparing(Part::position));
    return log;
  }

  /** With a savepoint after some parts, unless that is −1; what was joined, sorted. */
  private List<String> run(String rounds, List<Part> log, int stop) throws Exception {
    examples.clear();
    letters.clear();
    rejected.clear();
    joins = Joins.NONE;
    var harness = harness(rounds);
    harness.open();
    for (int i = 0; i < log.size(); i++) {
      if (i == stop) {
        harness.prepareSnapshotPreBarrier(1);
        OperatorSubtaskState state = harness.snapshot(1, 1);
        collect(harness);
        assertThat(joins.features() + joins.labels()).as("told before the barrier").isPositive();
        harness.close();
        harness = harness(rounds);
        harness.initializeState(state);
        harness.open();
      }
      long time = log.get(i).position().time();
      harness.processElement(new StreamRecord<>(log.get(i)));
      if (i % 3 == 0) {
        harness.processWatermark(time - 1);
      }
    }
    harness.processWatermark(Long.MAX_VALUE);
    collect(harness);
    harness.close();
    return examples.stream().sorted().toList();
  }

  /** Takes everything a harness has said. */
  private void collect(KeyedOneInputStreamOperatorTestHarness<String, Part, Example> harness) {
    for (Example example : harness.extractOutputValues()) {
      examples.add(
          "%d %s %s %.0f %.0f"
              .formatted(
                  example.task(),
                  example.position(),
                  example.split(),
                  example.features()[0],
                  example.label()[0]));
    }
    said(harness, LabelJoinFactory.DEAD_LETTERS).forEach(record -> letters.add(record.getValue()));
    said(harness, LabelJoinFactory.COUNTS)
        .forEach(
            record -> {
              if (record.getValue() instanceof TrainerMessage.Joined told) {
                joins = joins.plus(told.joins());
              } else if (record.getValue() instanceof TrainerMessage.Rejected told) {
                told.examplesByTask().values().forEach(n -> rejected.add((long) n));
              }
            });
  }

  private static <T> ConcurrentLinkedQueue<StreamRecord<T>> said(
      KeyedOneInputStreamOperatorTestHarness<?, ?, ?> harness, OutputTag<T> tag) {
    ConcurrentLinkedQueue<StreamRecord<T>> said = harness.getSideOutput(tag);
    return said == null ? new ConcurrentLinkedQueue<>() : said;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Part, Example> harness(
      String rounds) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new LabelJoinFactory(configuration(rounds)), Part::id, Types.STRING);
  }

  private static Configuration configuration(String rounds) {
    String text =
        """
        model: {name: late, input: [1], trunk: [relu]}
        tasks:
          a: {type: regression, target: true}
          b: {type: regression}
          c: {type: regression}
        labels: {wait: 100ms}
        rounds: %s
        """;
    return ConfigurationFile.parse(text.formatted(rounds), "late.yaml", Path.of("."), Map.of());
  }
}

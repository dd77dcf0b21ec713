package io.tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.connectors.example.Decoded;
import io.tributary.connectors.example.ExampleDecoder;
import io.tributary.connectors.example.RawRecord;
import io.tributary.job.TimedStream.Timed;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.round.InMemoryTraining;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.round.RoundLearner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rounds by time written down a second time: a loop over records in the order of the log, window by
 * window, with lists in memory. Shares no code with the job but decoding and learning.
 */
final class StraightLineWindows {

  private static final Comparator<Example> ORDER = Comparator.comparing(Example::position);

  private final Configuration configuration;
  private final long span;
  private final long lateness;
  private final boolean reject;
  private final SortedMap<Long, List<Example>> windows = new TreeMap<>(); // by their end
  private final List<Timed> late = new ArrayList<>();

  StraightLineWindows(Configuration configuration, long span, long lateness, boolean reject) {
    this.configuration = configuration;
    this.span = span;
    this.lateness = lateness;
    this.reject = reject;
  }

  /** Puts every record into its window. */
  StraightLineWindows sort(TimedStream stream) {
    ExampleDecoder decoder = new ExampleDecoder(configuration);
    String topic = configuration.kafka().namespace() + ".examples";
    long[] offsets = new long[TimedStream.PARTITIONS];
    long[] newest = {Long.MIN_VALUE, Long.MIN_VALUE};
    for (Timed record : stream.records()) {
      int partition = record.partition();
      newest[partition] = Math.max(newest[partition], record.timestamp());
      long offset = offsets[partition]++;
      byte[] value = record.line().getBytes(UTF_8);
      RawRecord raw =
          new RawRecord(topic, partition, offset, record.timestamp(), null, value, List.of());
      if (!(decoder.decode(raw) instanceof Decoded.Examples decoded)) {
        continue; // of no use, but its time has counted
      }
      long time = record.timestamp();
      long end = firstEndAfter(time);
      if (end <= newest[partition] - lateness) {
        late.add(record);
        if (reject) {
          continue;
        }
        end = firstEndAfter(newest[partition] - lateness);
        time = end - span;
      }
      Position position = new Position(time, topic, partition, offset);
      for (Example example : decoded.examples()) {
        windows.computeIfAbsent(end, e -> new ArrayList<>()).add(example.at(position));
      }
    }
    return this;
  }

  private long firstEndAfter(long time) {
    long end = TimedStream.START - 20 * span;
    while (end <= time) {
      end += span;
    }
    return end;
  }

  List<Timed> late() {
    return late;
  }

  /** Training examples of a task in each window that makes a round. */
  List<Integer> sizes(int task) {
    return rounds().stream().map(input -> size(input, task)).toList();
  }

  private static int size(Input input, int task) {
    return input.miniEpochs().stream()
        .filter(miniEpoch -> miniEpoch.task() == task)
        .mapToInt(miniEpoch -> miniEpoch.examples().size())
        .sum();
  }

  /** What each round is made of. */
  List<Input> rounds() {
    List<Input> rounds = new ArrayList<>();
    List<Example> dev = new ArrayList<>();
    List<Example> newDev = new ArrayList<>();
    long[] numbers = new long[configuration.tasks().size()];
    int target = configuration.target().index();
    for (List<Example> window : windows.values()) {
      List<MiniEpoch> miniEpochs = new ArrayList<>();
      for (int task = 0; task < numbers.length; task++) {
        int wanted = task;
        List<Example> examples =
            window.stream()
                .filter(e -> e.task() == wanted && e.split() == Split.TRAIN)
                .sorted(ORDER)
                .toList();
        if (!examples.isEmpty()) {
          miniEpochs.add(new MiniEpoch(task, ++numbers[task], examples, LabelScale.NONE));
        }
      }
      window.stream()
          .filter(e -> e.task() == target && e.split() == Split.DEV)
          .forEach(newDev::add);
      if (miniEpochs.stream().anyMatch(miniEpoch -> miniEpoch.task() == target)) {
        dev.addAll(newDev); // dev examples travel with the target's answers
        dev.sort(ORDER);
        newDev.clear();
      }
      if (!miniEpochs.isEmpty()) {
        int size = dev.size();
        int from = Math.max(0, size - configuration.dev().window());
        rounds.add(new Input(miniEpochs, dev.subList(from, size)));
      }
    }
    return rounds;
  }

  /** The parameters after each round. */
  List<float[]> train() {
    List<float[]> parameters = new ArrayList<>();
    try (Engine engine = Engines.open(configuration);
        InMemoryTraining training =
            new InMemoryTraining(List.of(engine), new RoundLearner(engine, configuration))) {
      training.run(rounds(), result -> parameters.add(result.state().parameters()));
    }
    return parameters;
  }
}

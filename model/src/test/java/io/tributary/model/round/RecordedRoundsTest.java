package io.tributary.model.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.round.InMemoryTraining.Input;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordedRoundsTest {

  private static final int TARGET = 1;
  private static final Configuration CONFIGURATION =
      ConfigurationFile.parse(
          """
          model: {name: recorded, input: [1], trunk: [dense: {units: 2}]}
          tasks:
            first: {type: regression}
            own: {type: binary, target: true}
            bounded: {type: binary, maxMiniEpoch: 3}
          training: {miniEpoch: 4}
          rounds: {by: target}
          dev: {window: 5}
          """,
          "recorded.yaml",
          Path.of("."),
          Map.of());

  @Test
  void aMiniEpochOfTheTargetEndsARoundForAll() {
    List<Example> log = log(400);
    List<Example> shuffled = new ArrayList<>(log);
    Collections.shuffle(shuffled, new Random(1));

    List<Input> rounds = RecordedRounds.byTarget(CONFIGURATION, shuffled);

    long targets = log.stream().filter(each -> is(each, TARGET, Split.TRAIN)).count();
    assertThat(rounds).hasSize((int) targets / 4).hasSizeGreaterThan(10);
    long[] numbers = new long[3];
    long after = -1;
    for (Input round : rounds) {
      List<MiniEpoch> given = new ArrayList<>(round.miniEpochs());
      MiniEpoch own = given.stream().filter(each -> each.task() == TARGET).findFirst().get();
      long end = own.examples().get(3).position().time();
      for (int task = 0; task < 3; task++) {
        List<Example> expected = between(log, task, after, end);
        if (task == 2) {
          expected = expected.subList(Math.max(0, expected.size() - 3), expected.size());
        }
        if (!expected.isEmpty()) {
          MiniEpoch next = given.remove(0);
          assertThat(next.task()).isEqualTo(task);
          assertThat(next.number()).isEqualTo(++numbers[task]);
          assertThat(next.examples()).isEqualTo(expected);
        }
      }
      assertThat(given).isEmpty();
      assertThat(round.dev()).isEqualTo(newestDev(log, end));
      after = end;
    }
    assertThat(numbers[0]).as("some rounds are without the first task").isLessThan(numbers[TARGET]);
  }

  @Test
  void labelsOfARegressionAreScaledByThoseSeen() {
    List<Input> rounds = RecordedRounds.byTarget(CONFIGURATION, log(400));

    List<Float> seen = new ArrayList<>();
    for (Input round : rounds) {
      for (MiniEpoch each : round.miniEpochs()) {
        if (each.task() == 0) {
          each.examples().forEach(example -> seen.add(example.label()[0]));
          double mean = seen.stream().mapToDouble(x -> x).average().getAsDouble();
          double square = seen.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
          assertThat(each.scale().mean()).isCloseTo(mean, within(1e-6));
          double deviation = square > 0 ? Math.sqrt(square / seen.size()) : 1;
          assertThat(each.scale().deviation()).isCloseTo(deviation, within(1e-6));
        } else {
          assertThat(each.scale()).isEqualTo(LabelScale.NONE);
        }
      }
    }
  }

  private static boolean is(Example example, int task, Split split) {
    return example.task() == task && example.split() == split;
  }

  private static List<Example> between(List<Example> log, int task, long after, long until) {
    return log.stream()
        .filter(each -> is(each, task, Split.TRAIN))
        .filter(each -> each.position().time() > after && each.position().time() <= until)
        .toList();
  }

  private static List<Example> newestDev(List<Example> log, long until) {
    List<Example> dev =
        log.stream()
            .filter(each -> is(each, TARGET, Split.DEV) && each.position().time() <= until)
            .toList();
    return dev.subList(Math.max(0, dev.size() - 5), dev.size());
  }

  /** Mostly the bounded task, the first task rarest, a fifth of the target's for dev. */
  private static List<Example> log(int records) {
    Random random = new Random(3);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      int drawn = random.nextInt(20);
      int task = drawn == 0 ? 0 : drawn < 8 ? TARGET : 2;
      Split split = random.nextInt(5) == 0 ? Split.DEV : Split.TRAIN;
      float label = task == 0 ? 10 * random.nextFloat() : random.nextInt(2);
      Position position = new Position(i, "examples", 0, i);
      examples.add(new Example(task, position, split, new float[1], new float[] {label}));
      if (task == TARGET && random.nextInt(4) == 0) { // a record with labels for two tasks
        examples.add(new Example(0, position, split, new float[1], new float[] {label}));
      }
    }
    return examples;
  }
}

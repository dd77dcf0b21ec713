package io.tributary.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.demo.DemoStream.DemoExample;
import io.tributary.cli.demo.DemoStream.DemoTask;
import io.tributary.model.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoStreamTest {

  @Test
  void aSeedAlwaysGivesTheSameStream() throws IOException {
    List<DemoExample> one = examples(4, 3);
    List<DemoExample> again = examples(4, 3);
    List<DemoExample> other = examples(5, 3);

    assertThat(one).hasSize(new DemoStream(4, 3).size()).hasSameSizeAs(again);
    for (int i = 0; i < one.size(); i++) {
      assertThat(one.get(i).features()).isEqualTo(again.get(i).features());
      assertThat(one.get(i).label()).isEqualTo(again.get(i).label());
    }
    assertThat(Arrays.equals(one.get(0).features(), other.get(0).features())).isFalse();
  }

  @Test
  void testsAndDevStandFirstAndEveryRoundEndsWithTheTarget() throws IOException {
    List<DemoExample> all = examples(1, 5);
    int firstDev = 2000;
    int firstTrain = firstDev + 256;

    assertThat(all.subList(0, firstDev)).allMatch(example -> example.split() == Split.TEST);
    assertThat(all.subList(firstDev, firstTrain)).allMatch(e -> e.split() == Split.DEV);
    assertThat(all.subList(firstTrain, all.size())).allMatch(e -> e.split() == Split.TRAIN);
    int round = (all.size() - firstTrain) / 5;
    for (int end = firstTrain + round; end <= all.size(); end += round) {
      List<DemoExample> examples = all.subList(end - round, end);
      assertThat(examples.get(round - 1).task()).isEqualTo(DemoTask.TARGET);
      assertThat(examples.stream().filter(e -> e.task() == DemoTask.TARGET)).hasSize(24);
    }
  }

  @Test
  void tasksRelateToTheTargetAsTheirNamesSay() throws IOException {
    DemoStream stream = new DemoStream(2, 200);
    Map<DemoTask, int[]> same = new EnumMap<>(DemoTask.class); // {label is the target's, all}
    Teacher truth = stream.sharedTeacher();
    stream.forEach(
        example -> {
          int[] counts = same.computeIfAbsent(example.task(), task -> new int[2]);
          counts[0] += truth.classOf(example.features()) == example.label() ? 1 : 0;
          counts[1]++;
          return true;
        });

    assertThat(share(same, DemoTask.TARGET)).isEqualTo(1);
    assertThat(share(same, DemoTask.HELPFUL)).isBetween(0.87, 0.92);
    assertThat(share(same, DemoTask.NEUTRAL)).isBetween(0.2, 0.3); // four classes
    assertThat(share(same, DemoTask.HARMFUL)).isBetween(0.2, 0.3);
  }

  private static double share(Map<DemoTask, int[]> same, DemoTask task) {
    int[] counts = same.getOrDefault(task, new int[] {0, 1});
    return (double) counts[0] / counts[1];
  }

  private static List<DemoExample> examples(long seed, int rounds) throws IOException {
    List<DemoExample> examples = new ArrayList<>();
    new DemoStream(seed, rounds).forEach(examples::add);
    return examples;
  }
}

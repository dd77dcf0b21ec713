package io.tributary.model.period;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.period.Slices.Change;
import io.tributary.model.period.Slices.Kept;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlicesTest {

  private static final SliceChoice TEN = new SliceChoice(10, 4);

  /** Parts are thinned where they come from, come in any order, and some of them twice. */
  @Test
  void aSliceIsTheSameInWhateverPartsItComes() {
    List<Example> all = examples(0, 200);
    Set<Position> expected = positions(TEN.of(all));
    assertThat(expected).hasSize(10);
    Random random = new Random(5);
    for (int trial = 0; trial < 20; trial++) {
      Slices slices = new Slices(TEN);
      Set<Position> mirrored = new HashSet<>(); // what state would hold
      List<Example> shuffled = new ArrayList<>(all);
      Collections.shuffle(shuffled, random);
      for (int from = 0; from < shuffled.size(); ) {
        int to = Math.min(shuffled.size(), from + 1 + random.nextInt(40));
        List<Example> part = TEN.of(shuffled.subList(from, to));
        apply(slices.offer(3, part), mirrored);
        if (random.nextInt(3) == 0) {
          Change again = slices.offer(3, part);
          assertThat(again.in()).isEmpty();
          assertThat(again.out()).isEmpty();
        }
        from = to;
      }
      List<Example> kept = Objects.requireNonNull(slices.examples().get(3L)).get(0);
      assertThat(positions(Objects.requireNonNull(kept))).isEqualTo(expected).isEqualTo(mirrored);
    }
  }

  private static void apply(Change change, Set<Position> mirrored) {
    change.in().forEach(kept -> mirrored.add(kept.example().position()));
    change.out().forEach(kept -> mirrored.remove(kept.example().position()));
  }

  /** Of 200, 10 are kept: over many seeds each is kept one time in 20. */
  @Test
  void everyExampleIsAsLikelyAsAnyOther() {
    List<Example> all = examples(0, 200);
    int[] kept = new int[200];
    int seeds = 4_000;
    for (long seed = 0; seed < seeds; seed++) {
      for (Example example : new SliceChoice(10, seed).of(all)) {
        kept[(int) example.position().offset()]++;
      }
    }
    double expected = seeds / 20.0; // and a standard deviation of 13.8
    assertThat(kept)
        .satisfies(
            counts -> {
              for (int count : counts) {
                assertThat((double) count).isBetween(expected - 70, expected + 70);
              }
            });
  }

  @Test
  void tasksAreDrawnApart() {
    assertThat(positions(TEN.of(examples(0, 200))))
        .isNotEqualTo(positions(TEN.of(examples(1, 200))));
  }

  @Test
  void oldPeriodsAreLetGo() {
    Slices slices = new Slices(TEN);
    for (long period = 1; period <= 4; period++) {
      slices.offer(period, examples(0, 5));
      slices.offer(period, examples(1, 20));
    }
    List<Kept> out = slices.dropBefore(3);
    assertThat(out).hasSize(30).extracting(Kept::period).containsOnly(1L, 2L);
    assertThat(slices.examples().keySet()).containsExactly(3L, 4L);
    Map<Integer, List<Example>> third = Objects.requireNonNull(slices.examples().get(3L));
    assertThat(third.get(0)).hasSize(5);
    assertThat(third.get(1)).hasSize(10);
    assertThat(slices.dropBefore(3)).isEmpty();
  }

  private static Set<Position> positions(List<Example> examples) {
    Set<Position> positions = new HashSet<>();
    examples.forEach(example -> positions.add(example.position()));
    return positions;
  }

  private static List<Example> examples(int task, int count) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Position at = new Position(i, "t", i % 3, i);
      examples.add(new Example(task, at, Split.TEST, new float[] {i}, new float[] {0}));
    }
    return examples;
  }
}

package io.tributary.job.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PositionIndexTest {

  /** Beside a sorted set, through everything that a shelf does, in many random orders. */
  @Test
  void keepsTheOrderOfASortedSet() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      PositionIndex index = new PositionIndex();
      TreeSet<Position> expected = new TreeSet<>();
      List<Position> first = new ArrayList<>();
      long[] offsets = new long[6];
      for (int i = random.nextInt(300); i > 0; i--) {
        first.add(draw(random, 0, offsets));
      }
      Collections.shuffle(first, random);
      index.load(first);
      expected.addAll(first);
      for (int step = 0; step < 300; step++) {
        if (random.nextInt(4) > 0) {
          Position position = draw(random, step, offsets);
          index.add(position);
          expected.add(position);
        } else if (!expected.isEmpty()) {
          int from = random.nextBoolean() ? 0 : random.nextInt(expected.size());
          int to = from + random.nextInt(expected.size() - from + 1);
          List<Position> gone = List.copyOf(expected).subList(from, to);
          assertThat(index.range(from, to)).isEqualTo(gone);
          index.remove(from, to);
          expected.removeAll(gone);
        }
        Position bound = draw(random, step, new long[6]).at(random.nextInt(400));
        assertThat(index.countUpTo(bound)).isEqualTo(expected.headSet(bound, true).size());
        assertThat(index.size()).isEqualTo(expected.size());
      }
      assertThat(index.range(0, index.size())).containsExactlyElementsOf(expected);
    }
  }

  private static Position draw(Random random, int step, long[] offsets) {
    int partition = random.nextInt(6);
    long time = Math.max(0, step + random.nextInt(20) - (random.nextInt(10) == 0 ? 100 : 0));
    return new Position(time, partition < 3 ? "a" : "b", partition % 3, offsets[partition]++);
  }

  /** Two million examples that wait: a sorted set of positions would take over 200 MB. */
  @Test
  void takesAtMost24BytesAPositionInAFloodAndGivesThemBackAfterIt() {
    PositionIndex index = new PositionIndex();
    int flood = 2_000_000;
    long before = usedHeap();
    for (int i = 0; i < flood; i++) {
      index.add(new Position(i / 3, "shop.examples", i % 4, i));
      if (i % 100_000 == 99_999) {
        assertThat(index.bytes()).isLessThanOrEqualTo(24L * (i + 1));
      }
    }
    long grown = usedHeap() - before;
    assertThat(grown).as("measured growth of the heap").isLessThan(28L * flood);
    assertThat(index.range(flood - 1, flood).get(0).offset()).isEqualTo(flood - 1);
    for (int left = flood; left > 1_000; left -= 1_000) {
      index.remove(0, 1_000);
    }
    assertThat(index.bytes()).isLessThan(100_000);
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}

package io.tributary.model.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

  @Test
  void anySequenceComesBackInItsOrder() {
    for (long seed = 0; seed < 500; seed++) {
      List<Place> places = anything(new Random(seed));

      Places written = Places.ofPlaces(places);

      assertThat(new Places(written.ranges(), written.order()).inOrder())
          .as("seed " + seed)
          .isEqualTo(places);
      assertThat(written.examples()).isEqualTo(places.size());
    }
  }

  @Test
  void theWholeWidthOfOffsetsComesBack() {
    List<Place> places =
        List.of(
            new Place("t", 0, Long.MAX_VALUE), new Place("t", 0, 0), new Place("t", 0, 1L << 62));

    assertThat(Places.ofPlaces(places).inOrder()).isEqualTo(places);
  }

  @Test
  void rangesAreForPeople() {
    Places places =
        Places.ofPlaces(
            List.of(
                new Place("u", 0, 7),
                new Place("t", 2, 9),
                new Place("t", 2, 4),
                new Place("t", 10, 5)));

    assertThat(places.ranges())
        .containsExactly(
            new Range("t", 2, 4, 9, 2), new Range("t", 10, 5, 5, 1), new Range("u", 0, 7, 7, 1));
  }

  @Test
  void aRegularStreamTakesNextToNothingAndARandomOneAboutAByte() {
    List<Place> regular = new ArrayList<>();
    List<Place> random = new ArrayList<>();
    Random choice = new Random(1);
    long[] next = new long[3];
    for (int i = 0; i < 4096; i++) {
      regular.add(new Place("t", 0, 5L * i));
      int partition = choice.nextInt(3);
      next[partition] += 1 + choice.nextInt(8);
      random.add(new Place("t", partition, next[partition]));
    }

    double regularBytes = bytes(regular);
    double randomBytes = bytes(random);

    System.out.printf("lineage: %.3f and %.3f bytes an example%n", regularBytes, randomBytes);
    assertThat(regularBytes).isLessThan(0.05);
    assertThat(randomBytes).isLessThan(1.2);
  }

  private static double bytes(List<Place> places) {
    String order = Places.ofPlaces(places).order();
    return order == null ? Double.NaN : order.length() / (double) places.size();
  }

  @Test
  void whatEarlierVersionsWroteIsNotTakenForExact() {
    assertThatThrownBy(() -> new Places(List.of(new Range("t", 0, 1, 9, 4)), null).inOrder())
        .isInstanceOf(LineageException.class)
        .hasMessageContaining("earlier version");
  }

  @Test
  void damagedOrdersAreRefusedOrFitTheirRanges() {
    int refused = 0;
    for (long seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      Places good = Places.ofPlaces(anything(random));
      Places bad = damaged(good, random);
      try {
        List<Place> places = bad.inOrder();
        assertThat(Places.ofPlaces(places).ranges()).isEqualTo(bad.ranges());
      } catch (LineageException expected) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  private static Places damaged(Places good, Random random) {
    String order = String.valueOf(good.order());
    if (order.isEmpty() || random.nextInt(4) == 0) {
      List<Range> ranges = new ArrayList<>(good.ranges());
      ranges.add(new Range("x", random.nextInt(3), random.nextLong(), random.nextLong(), 3));
      return new Places(ranges, order);
    }
    if (random.nextBoolean()) {
      return new Places(good.ranges(), order.substring(0, random.nextInt(order.length())));
    }
    char[] letters = order.toCharArray();
    letters[random.nextInt(letters.length)] = "ABCxyz012+/=!".charAt(random.nextInt(13));
    return new Places(good.ranges(), new String(letters));
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 1L << 24, 1L << 40, Long.MAX_VALUE})
  void aClaimOfMoreRecordsThanTheOrderCanHoldIsRefusedBeforeMemoryIsTaken(long claimed) {
    String order = Base64.getEncoder().encodeToString(new byte[] {3, 0});
    Places places = new Places(List.of(new Range("t", 0, 0, Long.MAX_VALUE, claimed)), order);

    assertThatThrownBy(places::inOrder).isInstanceOf(LineageException.class);
  }

  @Test
  void aPartitionTwiceIsRefused() {
    Range range = new Range("t", 0, 1, 1, 1);

    assertThatThrownBy(() -> new Places(List.of(range, range), "Y2Bg").inOrder())
        .isInstanceOf(LineageException.class)
        .hasMessageContaining("twice");
  }

  /** Distinct records of up to five partitions, partly in order. */
  private static List<Place> anything(Random random) {
    int partitions = 1 + random.nextInt(5);
    int width = 1 << (1 + random.nextInt(30));
    long base = random.nextBoolean() ? 0 : random.nextLong() >>> 3;
    Set<Place> distinct = new HashSet<>();
    int wanted = random.nextInt(200);
    for (int i = 0; i < wanted; i++) {
      int partition = random.nextInt(partitions);
      distinct.add(new Place("t" + partition % 2, partition, base + random.nextInt(width)));
    }
    List<Place> places = new ArrayList<>(distinct);
    Collections.sort(places);
    if (random.nextBoolean()) {
      Collections.shuffle(places, random);
    }
    return places;
  }
}

package io.tributary.model.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hash is the same for ever; the values were computed by another program, in Python. */
class FieldHashTest {

  @ParameterizedTest
  @CsvSource({
    "'', efd01f60ba99",
    "a, 82a2a958a9be",
    "admin., 4fb8e392c609",
    "München, dc4e39e15fc5",
    "東京, b700c569e52d",
    "😀, da89b0991f06",
  })
  void isWhatItAlwaysWas(String text, String hash) {
    assertThat(FieldHash.of(text)).isEqualTo(Long.parseLong(hash, 16));
  }

  @Test
  void takesAnUnpairedSurrogateForAQuestionMark() {
    assertThat(FieldHash.of("\ud83d")).isEqualTo(FieldHash.of("?")).isEqualTo(0xa360e9282894L);
    assertThat(FieldHash.of("\ude00x\ud83d")).isEqualTo(FieldHash.of("?x?"));
  }

  @Test
  void fitsExactlyIntoTwoFloats() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      long hash = FieldHash.of(Long.toString(random.nextLong()));
      assertThat(hash).isBetween(1L, (1L << 48) - 1);
      assertThat(FieldHash.of(FieldHash.high(hash), FieldHash.low(hash))).isEqualTo(hash);
    }
    long all = (1L << 48) - 1;
    assertThat(FieldHash.of(FieldHash.high(all), FieldHash.low(all))).isEqualTo(all);
    assertThat(FieldHash.of(0f, 0f)).isZero();
  }

  @Test
  void spreadsOverAllBuckets() {
    int[] counts = new int[97];
    Set<Long> hashes = new HashSet<>();
    for (int i = 0; i < 97_000; i++) {
      long hash = FieldHash.of("value " + i);
      hashes.add(hash);
      counts[FieldHash.bucket(hash, counts.length)]++;
    }
    assertThat(hashes).hasSize(97_000);
    for (int count : counts) {
      assertThat(count).isBetween(800, 1_200); // 1000 expected, 6 standard deviations
    }
  }
}

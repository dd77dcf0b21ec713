package io.tributary.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiniteTest {

  @Test
  void finiteNumbersOfAnySizeAreFinite() {
    assertThat(Finite.all(new float[0])).isTrue();
    for (int length = 1; length < 40; length++) {
      float[] values = new float[length];
      for (int i = 0; i < length; i++) {
        values[i] = (i % 2 == 0 ? 1 : -1) * (i % 3 == 0 ? Float.MAX_VALUE : Float.MIN_VALUE);
      }
      assertThat(Finite.all(values)).isTrue();
    }
  }

  @Test
  void oneElementWhereverItStandsIsSeen() {
    float[] others = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (int length = 1; length < 40; length++) {
      for (int at = 0; at < length; at++) {
        float[] values = new float[length];
        values[at] = others[(at + length) % others.length];
        assertThat(Finite.all(values)).as("%d of %d", at, length).isFalse();
      }
    }
  }
}

package io.tributary.model.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The buckets were computed by another program, in Python. */
class TextGramsTest {

  @Test
  void areWordsThenRunsThenCharacters() {
    assertThat(grams("Größe, XL!", 100, 2, 3, 4, 20))
        .containsExactly(19, 95, 27, 97, 35, 26, 58, 86, 52, 56, 94, 63, 14, 99, 99, 0, 0, 0, 0, 0);
    assertThat(grams("good coffee", 1000, 2, 0, 0, 4)).containsExactly(550, 937, 21, 0);
  }

  @Test
  void areCutOffWhereTheFieldEnds() {
    assertThat(grams("größe xl", 100, 2, 3, 4, 7)).containsExactly(19, 95, 27, 97, 35, 26, 58);
    assertThat(grams("good coffee", 1000, 2, 0, 0, 1)).containsExactly(550);
    assertThat(grams("one two three " + "four ".repeat(5), 9, 1, 0, 0, 3))
        .isEqualTo(grams("one two three", 9, 1, 0, 0, 3));
  }

  @Test
  void knowNoCaseAndNoPunctuation() {
    float[] plain = grams("was it good 3 times", 5000, 2, 3, 5, 60);
    assertThat(grams("  Was it (GOOD) -- 3 times?\n", 5000, 2, 3, 5, 60)).isEqualTo(plain);
    assertThat(grams("was it god 3 times", 5000, 2, 3, 5, 60)).isNotEqualTo(plain);
  }

  @Test
  void ofNothingAreNone() {
    assertThat(grams("", 10, 2, 3, 5, 3)).containsExactly(0, 0, 0);
    assertThat(grams(" -- \ud83d ", 10, 2, 3, 5, 3)).containsExactly(0, 0, 0);
  }

  @Test
  void touchNothingButTheirOwnSlots() {
    Random random = new Random(3);
    TextGrams grams = new TextGrams(new FieldSpec.Text(50, 1, 2, 2, 4, 30));
    for (int draw = 0; draw < 300; draw++) {
      char[] text = new char[random.nextInt(60)];
      for (int i = 0; i < text.length; i++) {
        text[i] =
            random.nextInt(8) == 0
                ? (char) random.nextInt(0x10000)
                : "ab ü.\u0301".charAt(random.nextInt(6));
      }
      float[] row = new float[40];
      Arrays.fill(row, -1);
      int from = random.nextInt(text.length + 1);
      int count = grams.fill(text, from, text.length, row, 4);
      String part = new String(text, from, text.length - from);
      assertThat(Arrays.copyOfRange(row, 4, 34)).isEqualTo(grams(part, 50, 2, 2, 4, 30));
      assertThat(count).isBetween(0, 30);
      for (int i = 0; i < row.length; i++) {
        boolean own = i >= 4 && i < 34;
        if (own && i < 4 + count) {
          assertThat(row[i]).isBetween(1f, 50f);
        } else {
          assertThat(row[i]).isEqualTo(own ? 0f : -1f);
        }
      }
    }
  }

  private static float[] grams(
      String text, int buckets, int words, int shortest, int longest, int length) {
    float[] row = new float[length];
    new TextGrams(new FieldSpec.Text(buckets, 1, words, shortest, longest, length))
        .fill(text.toCharArray(), 0, text.length(), row, 0);
    return row;
  }
}

package io.tributary.model.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what was probably meant. */
final class Nearest {

  private Nearest() {}

  /** The known word nearest to a given one, if it is near at all. */
  static Optional<String> to(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= reach(word))
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /** Whether two words differ at most in case and in separators. */
  static boolean same(String one, String other) {
    return plain(one).equals(plain(other));
  }

  private static int distance(String one, String other) {
    return LevenshteinDistance.getDefaultInstance().apply(plain(one), plain(other));
  }

  private static int reach(String word) {
    return word.length() <= 3 ? 1 : Math.max(2, word.length() / 3);
  }

  private static String plain(String word) {
    String start = word.substring(0, Math.min(word.length(), 100)); // the distance is quadratic
    return start.replaceAll("[_\\-. ]", "").toLowerCase(Locale.ROOT);
  }
}

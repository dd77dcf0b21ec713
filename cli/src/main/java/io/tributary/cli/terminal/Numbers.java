package io.tributary.cli.terminal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them. */
public final class Numbers {

  private static final double HUGE = 1e7;

  private Numbers() {}

  /** 12,345. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** With the given decimals, huge ones as 1.2e+34; a dash for what is absent or no number. */
  public static String fixed(@Nullable Double value, int decimals) {
    if (value == null || value.isNaN()) {
      return "-";
    }
    return Math.abs(value) < HUGE
        ? String.format(Locale.ROOT, "%." + decimals + "f", value)
        : String.format(Locale.ROOT, "%.1e", value);
  }

  /** 0.8812 as 88.1 %. */
  public static String percent(@Nullable Double share) {
    return share == null || share.isNaN()
        ? "-"
        : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}

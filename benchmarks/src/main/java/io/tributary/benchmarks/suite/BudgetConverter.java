package io.tributary.benchmarks.suite;

import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;

/** Reads 90s, 60m or 2h. */
final class BudgetConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
  }
}

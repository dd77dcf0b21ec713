package io.tributary.model.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A duration, written with its unit.
 *
 * @param min shortest allowed
 */
record Span(Duration min) implements Type<Duration> {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("d", Duration.ofDays(1));
    UNITS.put("h", Duration.ofHours(1));
    UNITS.put("m", Duration.ofMinutes(1));
    UNITS.put("s", Duration.ofSeconds(1));
    UNITS.put("ms", Duration.ofMillis(1));
  }

  @Override
  public Duration read(YamlNode node) {
    Matcher matcher = FORM.matcher(node.text(this));
    if (!matcher.matches()) {
      throw node.wrong(this);
    }
    Duration unit = UNITS.getOrDefault(matcher.group(2), Duration.ZERO);
    Duration value = unit.multipliedBy(Long.parseLong(matcher.group(1)));
    if (value.compareTo(min) < 0) {
      throw node.wrong(this);
    }
    return value;
  }

  @Override
  public Object write(Duration value) {
    return text(value);
  }

  @Override
  public String describe() {
    String bound = min.isZero() ? "" : ", at least " + text(min);
    return "a duration such as 500ms, 5s or 1m" + bound;
  }

  private static String text(Duration value) {
    for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
      long millis = unit.getValue().toMillis();
      if (!value.isZero() && value.toMillis() % millis == 0) {
        return value.toMillis() / millis + unit.getKey();
      }
    }
    return "0s";
  }
}

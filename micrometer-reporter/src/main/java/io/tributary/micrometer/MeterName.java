package io.tributary.micrometer;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.MetricGroup;

/**
 * What one of Flink's metrics is called in Micrometer.
 *
 * @param name words with dots between them
 * @param tags its labels
 */
record MeterName(String name, Tags tags) {

  /** Not in any name of Flink's. */
  private static final char SEPARATOR = '\0';

  private static final String MILLIS = ".millis";

  /** The name of a metric in a group. */
  static MeterName of(String metric, MetricGroup group, Options options) {
    String scope = LogicalScopeProvider.castFrom(group).getLogicalScope(text -> text, SEPARATOR);
    List<String> parts = Arrays.asList(scope.split(String.valueOf(SEPARATOR), -1));
    Map<String, String> variables = group.getAllVariables();
    for (int i = 0; i < parts.size(); i++) {
      if (options.roots().contains(parts.get(i))) {
        List<String> words = new ArrayList<>();
        for (String part : parts.subList(i, parts.size())) {
          if (!variables.containsKey("<" + part + ">")) {
            words.add(words(part));
          }
        }
        words.add(words(metric));
        return new MeterName(String.join(".", words), tags(variables, options));
      }
    }
    return new MeterName(
        "flink." + String.join(".", parts) + "." + metric, tags(variables, options));
  }

  private static String words(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", ".").toLowerCase(Locale.ROOT);
  }

  private static Tags tags(Map<String, String> variables, Options options) {
    List<Tag> tags = new ArrayList<>();
    variables.forEach(
        (variable, value) -> {
          String label = variable.substring(1, variable.length() - 1);
          if (!options.excluded().contains(label)) {
            tags.add(Tag.of(label, value));
          }
        });
    return Tags.of(tags);
  }

  /** Whether its values are milliseconds, by its name; they are told in seconds. */
  boolean isMillis() {
    return name.endsWith(MILLIS);
  }

  /** The same without the unit. */
  MeterName withoutMillis() {
    return new MeterName(name.substring(0, name.length() - MILLIS.length()), tags);
  }

  MeterName and(String suffix, Tag... more) {
    return new MeterName(name + suffix, tags.and(more));
  }
}

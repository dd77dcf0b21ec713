package io.tributary.benchmarks.suite;

import java.util.Map;
import java.util.TreeMap;

/**
 * What tells one run from another.
 *
 * @param stream its name
 * @param method its name
 * @param purpose tune, develop or report
 * @param seed its number within the purpose, from 1
 * @param settings hyper-parameters by key of the configuration, sorted
 */
record RunKey(
    String stream, String method, String purpose, int seed, Map<String, Object> settings) {
  RunKey {
    settings = new TreeMap<>(settings);
  }

  /** As a text: the same for keys that mean the same. */
  String text() {
    StringBuilder text = new StringBuilder(stream + " " + method + " " + purpose + " " + seed);
    settings.forEach(
        (key, value) ->
            text.append(' ')
                .append(key)
                .append('=')
                .append(value instanceof Number number ? number.doubleValue() : value));
    return text.toString();
  }
}

package io.tributary.model.config;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assertions;

/** Texts that tests start from. */
final class Texts {

  /** A whole configuration, by lines. */
  static final String MODEL =
      """
      model:
        name: shop
        input: [8]
        trunk: [dense: {units: 4}, relu]
      """;

  /** Two tasks, from line 5 on. */
  static final String TASKS =
      """
      tasks:
        price: {type: regression, target: true}
        sold: {type: binary}
      """;

  private Texts() {}

  static Configuration parse(String text) {
    return parse(text, Map.of());
  }

  static Configuration parse(String text, Map<String, String> environment) {
    return ConfigurationFile.parse(text, "shop.yaml", Path.of("."), environment);
  }

  /** The message a text is refused with. */
  static String problem(String text) {
    return problem(text, Map.of());
  }

  static String problem(String text, Map<String, String> environment) {
    ConfigurationException problem =
        Assertions.assertThrows(
            ConfigurationException.class,
            () -> parse(text, environment),
            () -> "accepted: " + text);
    return String.valueOf(problem.getMessage());
  }
}

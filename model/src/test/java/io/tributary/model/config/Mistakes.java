package io.tributary.model.config;

import static io.tributary.model.config.Texts.MODEL;
import static io.tributary.model.config.Texts.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.provider.Arguments;

/** Each kind of mistake gives one line with the file, the line and the mend. */
final class Mistakes {

  /** What has no mistake yet, in lines 1 to 7. */
  static final String SECTIONS = MODEL + TASKS;

  private Mistakes() {}

  /** A text, the line to be named, and what the message must say. */
  static Arguments mistake(String text, int line, String says) {
    return Arguments.of(text, line, says);
  }

  /** A file with one task, in line 6. */
  static String task(String task) {
    return MODEL + "tasks:\n  a: {" + task + "}\n";
  }

  /** That a text is refused so that its author can mend it. */
  static void assertTold(String text, int line, String says) {
    String message = Texts.problem(text);

    assertThat(message).startsWith("shop.yaml:" + line + ": ").contains(says);
    assertThat(message.lines()).hasSize(1);
    assertThat(message).containsAnyOf(";", "?", "not YAML:").hasSizeLessThan(320);
  }
}

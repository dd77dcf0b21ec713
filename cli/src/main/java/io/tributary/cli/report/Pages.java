package io.tributary.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What the program's pages have in common. */
public final class Pages {

  private Pages() {}

  /** How they look: the text of a style sheet. */
  public static String style() {
    return resource("/io/tributary/cli/report/page.css");
  }

  /** A resource of the program as text. */
  public static String resource(String path) {
    try (InputStream in = Pages.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Text as it stands between tags. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}

package io.tributary.benchmarks.suite;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** A page that grows line by line. */
final class Markdown {

  private final StringBuilder page = new StringBuilder();

  /** Adds a line, with arguments as {@link String#format} takes them. */
  void line(String format, Object... arguments) {
    page.append(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments))
        .append('\n');
  }

  /** Adds lines as they are, and an empty one. */
  void paragraph(String lines) {
    page.append(lines).append('\n');
  }

  /** Begins a section. */
  void section(String title) {
    line("%s", "## " + title);
    line("");
  }

  /** Begins a table with its column titles. */
  void table(Collection<String> titles) {
    row(titles);
    line("%s", "|---".repeat(titles.size()) + "|");
  }

  /** Begins a table with its column titles. */
  void table(String... titles) {
    table(List.of(titles));
  }

  /** A row of a table. */
  void row(Collection<String> cells) {
    line("%s", "| " + String.join(" | ", cells) + " |");
  }

  /** A row of a table. */
  void row(String... cells) {
    row(List.of(cells));
  }

  /** The end of a table or section. */
  void end() {
    line("");
  }

  @Override
  public String toString() {
    return page.toString();
  }
}

package io.tributary.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of the inputs of one kind; a row of {@code target/fuzz-summary.txt}. */
final class Summary {

  private static final Path FILE = Path.of("target", "fuzz-summary.txt");

  private final String kind;
  private long accepted;
  private long refused;
  private long worstNanos;
  private long worstBytes;

  Summary(String kind) {
    this.kind = kind;
  }

  void add(boolean wasAccepted, Cost cost) {
    accepted += wasAccepted ? 1 : 0;
    refused += wasAccepted ? 0 : 1;
    worstNanos = Math.max(worstNanos, cost.nanos());
    worstBytes = Math.max(worstBytes, cost.bytes());
  }

  private String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d | %,d | %.1f ms | %,d KiB |",
        kind,
        accepted + refused,
        accepted,
        refused,
        worstNanos / 1e6,
        (worstBytes + 1023) >> 10);
  }

  /** Puts the row in the place of the kind's former one. */
  static synchronized void write(Summary summary) {
    try {
      Files.createDirectories(FILE.getParent());
      List<String> rows = new ArrayList<>();
      if (Files.exists(FILE)) {
        rows.addAll(Files.readAllLines(FILE));
      }
      rows.removeIf(row -> row.startsWith("| " + summary.kind + " |"));
      rows.add(summary.row());
      Files.write(FILE, rows.stream().sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.tributary.benchmarks.continual;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Prints the tables of docs/continual.md: {@code drift} or {@code memory}, and how many seeds. */
public final class Continual {

  private Continual() {}

  /** Runs the trials of a name. */
  public static void main(String[] args) {
    int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    String what = args.length > 0 ? args[0] : "";
    String text =
        switch (what) {
          case "drift" -> DriftTrials.tables(seeds);
          case "memory" -> MemoryTrials.table(seeds);
          default -> "usage: benchmarks/continual drift|memory [SEEDS]\n";
        };
    new PrintStream(System.out, true, StandardCharsets.UTF_8).print(text);
  }
}

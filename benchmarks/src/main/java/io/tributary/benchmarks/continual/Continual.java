package io.tributary.benchmarks.continual;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the tables of docs/continual.md and draws its plots: {@code drift}, {@code memory}, {@code
 * periods} or {@code curves}, how many seeds, and of curves perhaps one stream by the name of its
 * plots.
 */
public final class Continual {

  private Continual() {}

  /** Runs the trials of a name. */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    switch (args.length > 0 ? args[0] : "") {
      case "drift" -> out.print(DriftTrials.tables(seeds));
      case "memory" -> out.print(MemoryTrials.table(seeds));
      case "periods" -> out.print(PeriodTrials.table(seeds));
      case "curves" -> {
        Path plots = Path.of(System.getProperty("tributary.plots", "target"));
        CurveTrials trials = new CurveTrials(seeds, plots);
        for (CurveStream stream : streams()) {
          if (args.length < 3 || args[2].equals(stream.file())) {
            out.println(trials.table(stream));
          }
        }
      }
      default ->
          out.println("usage: benchmarks/continual drift|memory|periods|curves [SEEDS] [STREAM]");
    }
  }

  private static List<CurveStream> streams() throws IOException {
    List<CurveStream> streams = new ArrayList<>();
    streams.add(CurveStream.of(ChangingStream.TARGET_TURNS, "target-turns"));
    streams.add(CurveStream.of(ChangingStream.RETURNING, "returning"));
    String data = System.getenv("TRIBUTARY_DATA");
    if (data != null) {
      streams.add(CurveStream.bank(Path.of(data)));
    }
    return streams;
  }
}

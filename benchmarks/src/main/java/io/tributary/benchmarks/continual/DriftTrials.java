package io.tributary.benchmarks.continual;

import io.tributary.benchmarks.continual.Trial.Run;
import io.tributary.model.drift.Drift.Signal;
import io.tributary.model.round.RoundReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Detection delay, false alarms and scores of every detector and reaction. */
final class DriftTrials {

  /** A change that is told later than so many rounds after it is missed. */
  private static final int SOON = 60;

  private static final List<String> DETECTORS = List.of("page-hinkley", "adwin");
  private static final List<String> REACTIONS =
      List.of("none", "reset-weight", "raise-learning-rate");

  private DriftTrials() {}

  static String tables(int seeds) {
    return table(ChangingStream.TARGET_TURNS, Signal.ERROR, seeds)
        + "\n"
        + table(ChangingStream.SIDE_TURNS, Signal.CONTRIBUTION, seeds);
  }

  private static String table(ChangingStream stream, Signal signal, int seeds) {
    Table table =
        new Table(
            "detector",
            "reaction",
            "changes told in " + SOON + " rounds",
            "delay, rounds",
            "false alarms in 1,000 rounds",
            "prequential accuracy",
            "in the 30 rounds after a change");
    List<Run> plain = runs(stream, seeds, "");
    row(table, stream, signal, "none", "none", plain);
    for (String detector : DETECTORS) {
      for (String reaction : REACTIONS) {
        String section = "drift: {detector: %s, reaction: %s}\n".formatted(detector, reaction);
        row(table, stream, signal, detector, reaction, runs(stream, seeds, section));
      }
    }
    return "**"
        + stream.name()
        + "**, changes at rounds "
        + stream.changes()
        + " of "
        + stream.rounds()
        + "; majority class "
        + Table.mean(plain.stream().map(Run::majority).toList(), "%.3f")
        + ", label before "
        + Table.mean(plain.stream().map(Run::repeatLast).toList(), "%.3f")
        + "\n\n"
        + table;
  }

  private static List<Run> runs(ChangingStream stream, int seeds, String section) {
    List<Run> runs = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      runs.add(Trial.run(stream, seed, section));
    }
    return runs;
  }

  private static void row(
      Table table,
      ChangingStream stream,
      Signal signal,
      String detector,
      String reaction,
      List<Run> runs) {
    int told = 0;
    List<Double> delays = new ArrayList<>();
    List<Double> alarms = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    for (Run run : runs) {
      int wrong = 0;
      for (RoundReport report : run.reports()) {
        wrong += isSoon(stream, report.round()) ? 0 : report.drifts().size();
      }
      int calm = stream.rounds() - SOON * stream.changes().size();
      alarms.add(1000.0 * wrong / calm);
      all.add(run.mean(1, stream.rounds() + 1));
      double sum = 0;
      for (int change : stream.changes()) {
        sum += run.mean(change, change + 30) / stream.changes().size();
        double delay = delay(run, signal, change);
        told += Double.isFinite(delay) ? 1 : 0;
        delays.add(delay);
      }
      after.add(sum);
    }
    boolean watched = !detector.equals("none");
    table.row(
        List.of(
            detector,
            reaction,
            watched
                ? String.format(
                    Locale.ROOT, "%d of %d", told, runs.size() * stream.changes().size())
                : "–",
            watched ? Table.mean(delays, "%.1f") : "–",
            watched ? Table.mean(alarms, "%.2f") : "–",
            Table.mean(all, "%.4f"),
            Table.mean(after, "%.4f")));
  }

  private static boolean isSoon(ChangingStream stream, long round) {
    return stream.changes().stream().anyMatch(at -> round >= at && round < at + SOON);
  }

  /** Rounds until the signal was told to have changed; NaN when it was not in time. */
  private static double delay(Run run, Signal signal, int change) {
    return run.reports().stream()
        .filter(report -> report.round() >= change && report.round() < change + SOON)
        .filter(report -> report.drifts().stream().anyMatch(d -> d.signal() == signal))
        .mapToDouble(report -> report.round() - change + 1)
        .findFirst()
        .orElse(Double.NaN);
  }
}

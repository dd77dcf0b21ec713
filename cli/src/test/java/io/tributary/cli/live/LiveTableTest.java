package io.tributary.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Guarded;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.connectors.record.TaskWeightsRecord.Dev;
import io.tributary.connectors.record.TaskWeightsRecord.TaskEntry;
import io.tributary.connectors.record.WaitingRecord;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveTableTest {

  private static final long SECOND = 1_000_000_000L;

  private final StringWriter said = new StringWriter();
  private long nanos;

  @Test
  void onATerminalTheTableIsDrawnOverItself() {
    try (LiveTable table = table(100)) {
      table.onRound(header(1));
      tick(SECOND);
      table.onRound(header(2));
    }
    String all = said.toString();
    Screen screen = new Screen(all);

    assertThat(screen.lines).hasSize(4);
    assertThat(screen.lines.get(0))
        .startsWith("round 2  100 examples/s")
        .contains("buy dev loss 0.4")
        .contains("ahead: single");
    assertThat(screen.lines.get(1)).contains("task").contains("weight").contains("alpha");
    assertThat(screen.lines.get(2)).contains("buy (target)").contains("1.200").contains("+0.0300");
    assertThat(screen.lines.get(3)).contains("spend").contains("0.500").contains("rmse 2.000");
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    for (int columns : new int[] {20, 40, 60, 80}) {
      said.getBuffer().setLength(0);
      try (LiveTable table = table(columns)) {
        table.onRound(header(1));
      }
      assertThat(new Screen(said.toString()).lines)
          .hasSize(4)
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
    }
  }

  @Test
  void fastRoundsAreNotAllDrawnButTheLastOneIs() {
    try (LiveTable table = table(80)) {
      for (int round = 1; round <= 1000; round++) {
        tick(SECOND / 1000);
        table.onRound(header(round));
      }
    }
    String all = said.toString();

    assertThat(all.split("round ", -1).length - 1).isBetween(5, 15);
    assertThat(new Screen(all).lines.get(0)).startsWith("round 1,000 ");
  }

  @Test
  void elsewhereALineNowAndThen() {
    try (LiveTable table = table(0)) {
      for (int round = 1; round <= 100; round++) {
        tick(SECOND / 10);
        table.onRound(header(round));
      }
    }
    assertThat(said.toString()).doesNotContain("\033");
    assertThat(said.toString().lines()).hasSizeBetween(5, 7);
    assertThat(said.toString().lines().toList().get(0))
        .startsWith("round 1 ")
        .endsWith("weight/alpha: buy 1.20/1.10  spend 0.50/0.90");
    assertThat(said.toString().lines().reduce((a, b) -> b).orElseThrow()).startsWith("round 100 ");
  }

  @Test
  void whatARoundWaitsForIsSaidUntilItGoesOn() {
    try (LiveTable table = table(140)) {
      table.onRound(header(1));
      tick(SECOND);
      table.onWaiting(new WaitingRecord("spend", 12, 256, null));
      assertThat(new Screen(said.toString()).lines.get(0)).endsWith("waits for spend 12/256");
      tick(SECOND);
      table.onWaiting(new WaitingRecord("spend", 12, 0, 1_700_000_000_000L));
      assertThat(new Screen(said.toString()).lines.get(0))
          .endsWith("waits for the window to 2023-11-14T22:13:20Z (spend 12)");
      tick(SECOND);
      table.onWaiting(new WaitingRecord("spend", 0, 0, null));
      assertThat(new Screen(said.toString()).lines.get(0)).endsWith("waits for examples");
      tick(SECOND);
      table.onRound(header(2));
      assertThat(new Screen(said.toString()).lines.get(0)).doesNotContain("waits");
    }
  }

  /** The trainers' counters are of their answers, before the round took what they answered with. */
  @Test
  void theExamplesOfTheLastRoundAreAmongThoseTrained() {
    try (LiveTable table = table(140)) {
      assertThat(table.summary()).startsWith("0 rounds, 0 examples trained");
      table.onRound(header(1));
      assertThat(table.summary()).startsWith("1 rounds, 100 examples trained");
      table.onRound(header(2));
      tick(SECOND);
      table.onWaiting(new WaitingRecord("spend", 12, 256, null));
      assertThat(table.summary()).startsWith("2 rounds, 200 examples trained");
      assertThat(new Screen(said.toString()).lines.get(2)).endsWith(" 100");
      table.onRound(done(2));
      assertThat(table.summary()).startsWith("2 rounds, 200 examples trained");
    }
  }

  private LiveTable table(int columns) {
    Terminal terminal =
        new Terminal(new PrintWriter(said), new PrintWriter(said, true), columns, false);
    return new LiveTable(terminal, List.of("buy", "spend"), "buy", () -> nanos);
  }

  private void tick(long by) {
    nanos += by;
  }

  private static RoundHeader header(long round) {
    return header(round, Phase.OPEN, 50 * (round - 1), 50);
  }

  /** After the last round every trainer has told its last counts. */
  private static RoundHeader done(long round) {
    return header(round, Phase.DONE, 50 * round, 0);
  }

  private static RoundHeader header(long round, Phase phase, long trained, long pending) {
    return new RoundHeader(
        "m",
        "run",
        0,
        round,
        phase,
        false,
        List.of(1L),
        Map.of("buy", 1.2f, "spend", 0.5f),
        0,
        Map.of("buy", round, "spend", round),
        1,
        phase == Phase.DONE ? null : finished(round),
        List.of(
            new EvaluationRecord("m", "run", 0, round, "spend", "prequential", 50, 0.5, null, 2.0)),
        Map.of(
            "buy", new TaskCounters(50 * round, trained, 0, 0, 0, 0, 0, pending),
            "spend", new TaskCounters(50 * round, trained, 0, 0, 0, 0, 0, pending)),
        Guarded.NONE,
        null);
  }

  private static TaskWeightsRecord finished(long round) {
    Map<String, TaskEntry> tasks =
        Map.of(
            "buy", new TaskEntry(1.2, 1.1, 0.5, 1.0, 0.03, 50, 0.4, 0.3, null),
            "spend", new TaskEntry(0.5, 0.9, 0.5, 0.1, -0.01, 50, 0.4, 0.3, null));
    return new TaskWeightsRecord(
        "m",
        "run",
        0,
        round,
        "alphavil",
        "single",
        "buy",
        tasks,
        new Dev(0.41, 0.4, 0.8, null, 40),
        null);
  }

  /** What stands on a screen after all control sequences that the table uses. */
  private static final class Screen {
    private final List<String> lines = new java.util.ArrayList<>();

    Screen(String output) {
      int cursor = 0;
      for (String part : output.split("(?<=\n)|(?=\033\\[\\d+A)|(?<=\033\\[\\dA)", -1)) {
        if (part.matches("\033\\[\\d+A")) {
          cursor -= Integer.parseInt(part.substring(2, part.length() - 1));
        } else if (part.endsWith("\n")) {
          String line = part.replaceAll("\033\\[[KJ]|[\r\n]", "");
          if (cursor < lines.size()) {
            lines.set(cursor, line);
          } else {
            lines.add(line);
          }
          cursor++;
        }
      }
    }
  }
}

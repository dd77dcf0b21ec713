package io.tributary.benchmarks.continual;

import io.tributary.benchmarks.continual.Trial.Run;
import java.util.ArrayList;
import java.util.List;

/** What is forgotten of a concept while another one lasts, and what comes back with it. */
final class MemoryTrials {

  private static final ChangingStream RETURNING = ChangingStream.RETURNING;

  private static final List<String> MEMORIES =
      List.of(
          "",
          "replay: {size: 500, share: 0.5}\n",
          "replay: {size: 500, share: 1}\n",
          "replay: {size: 5000, share: 1}\n",
          "ewc: {strength: 0.1}\n",
          "ewc: {strength: 1}\n",
          "ewc: {strength: 10}\n");

  private MemoryTrials() {}

  static String table(int seeds) {
    Table table =
        new Table(
            "memory",
            "first concept, learned",
            "while the second lasts",
            "forgotten",
            "5 rounds after its return",
            "both at the end",
            "prequential accuracy");
    List<Double> majority = new ArrayList<>();
    List<Double> last = new ArrayList<>();
    for (String memory : MEMORIES) {
      List<List<Double>> columns = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        columns.add(new ArrayList<>());
      }
      for (int seed = 0; seed < seeds; seed++) {
        Run run = Trial.run(RETURNING, seed, memory);
        double learned = run.tests().get(0).get(0);
        double kept = run.tests().get(1).get(0);
        List<Double> end = run.tests().get(2);
        int back = RETURNING.changes().get(1);
        columns.get(0).add(learned);
        columns.get(1).add(kept);
        columns.get(2).add(learned - kept);
        columns.get(3).add(run.mean(back, back + 5));
        columns.get(4).add((end.get(0) + end.get(1)) / 2);
        columns.get(5).add(run.mean(1, RETURNING.rounds() + 1));
        majority.add(run.majority());
        last.add(run.repeatLast());
      }
      List<String> cells = new ArrayList<>();
      cells.add(memory.isEmpty() ? "none" : "`" + memory.strip() + "`");
      columns.forEach(column -> cells.add(Table.mean(column, "%.3f")));
      table.row(cells);
    }
    return "**"
        + RETURNING.name()
        + "**, changes at rounds "
        + RETURNING.changes()
        + " of "
        + RETURNING.rounds()
        + "; majority class "
        + Table.mean(majority, "%.3f")
        + ", label before "
        + Table.mean(last, "%.3f")
        + "\n\n"
        + table;
  }
}

package io.tributary.cli.init;

import io.tributary.cli.csv.TableReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The first configuration of a table.
 *
 * @param text of the configuration file
 * @param said what was guessed, a line each
 */
public record Init(String text, List<String> said) {
  public Init {
    said = List.copyOf(said);
  }

  /** A name for the model of a file. */
  public static String model(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString();
    return Proposer.name(
        name.replaceFirst("(?i)\\.gz$", "").replaceFirst("(?i)\\.[ct]sv$", ""), "table");
  }

  /**
   * Looks at a table.
   *
   * @throws io.tributary.cli.terminal.CommandException when it is none, or cannot be learned from
   */
  public static Init of(Path file, Wanted wanted) {
    return of(file, TableReader.open(file), wanted);
  }

  /** The same of a table that is open. */
  public static Init of(Path file, TableReader table, Wanted wanted) {
    Proposal proposal = new Proposer(file.toString(), table, wanted).propose();
    Path last = file.getFileName();
    String text =
        ConfigurationText.of(proposal, model(file), last == null ? "" : last.toString(), table);
    return new Init(text, said(proposal, table));
  }

  private static List<String> said(Proposal proposal, TableReader table) {
    List<String> said = new ArrayList<>();
    said.add(
        String.format(
            Locale.ROOT,
            "%,d rows, %d columns, separated by %s, %s.",
            proposal.rows(),
            table.header().size(),
            table.delimiter() == '\t' ? "tabs" : "'" + table.delimiter() + "'",
            table.encoding()));
    table.notUtf8().ifPresent(said::add);
    said.add("Target: " + task(proposal.target()) + ".");
    List<Outcome> others = proposal.tasks().subList(1, proposal.tasks().size());
    said.add(
        others.isEmpty()
            ? "Auxiliary tasks: none; no other column looks like an outcome (--aux COLUMN)."
            : "Auxiliary tasks: "
                + others.stream().map(Init::task).collect(Collectors.joining("; "))
                + ".");
    said.add("Inputs: " + kinds(proposal) + ".");
    if (!proposal.leftOut().isEmpty()) {
      said.add("Left out: " + String.join(", ", proposal.leftOut().keySet()) + ".");
    }
    if (proposal.time() != null) {
      said.add("Time: " + proposal.time().column() + " (" + proposal.time().format() + ").");
    }
    said.addAll(proposal.warnings());
    return said;
  }

  private static String task(Outcome task) {
    String type = task.type().name().toLowerCase(Locale.ROOT);
    String classes =
        task.classes().isEmpty()
            ? ""
            : task.classes().size() > 6
                ? ", " + task.classes().size() + " classes"
                : ", " + String.join(" | ", task.classes());
    return task.column().name() + " (" + type + classes + ")";
  }

  private static String kinds(Proposal proposal) {
    Map<String, Long> counts =
        proposal.fields().values().stream()
            .collect(
                Collectors.groupingBy(
                    kind -> kind.yaml().replaceAll(".*(numeric|categorical|text).*", "$1"),
                    java.util.TreeMap::new,
                    Collectors.counting()));
    return counts.entrySet().stream()
        .map(kind -> kind.getValue() + " " + kind.getKey())
        .collect(Collectors.joining(", "));
  }
}

package io.tributary.cli.init;

import io.tributary.cli.csv.TableReader;
import io.tributary.cli.csv.Times;
import io.tributary.cli.terminal.CommandException;
import io.tributary.model.config.CsvConfig;
import io.tributary.model.config.CsvConfig.TimeColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at a table and proposes what each of its columns is. */
final class Proposer {

  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Set<String> NOTHING =
      Set.of("N/A", "n/a", "na", "nan", "NULL", "None", "none", "-", ".", "#N/A", "(null)", "NAN");
  private static final Pattern COMMA = Pattern.compile("[-+]?[0-9.]*[0-9],[0-9]+");
  private static final Pattern THOUSANDS = Pattern.compile("[-+]?[0-9]{1,3}(,[0-9]{3})+");
  private static final Pattern POINT = Pattern.compile("[-+]?[0-9]+\\.[0-9]+");

  private final String file;
  private final TableReader table;
  private final Wanted wanted;
  private final TableSample sample;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final List<String> missing;
  private final char decimal;
  private final List<String> warnings = new ArrayList<>();

  Proposer(String file, TableReader table, Wanted wanted) {
    this.file = file;
    this.table = table;
    this.wanted = wanted;
    checkNames();
    sample = TableSample.of(table, LONGEST);
    if (sample.rows().size() < 10) {
      throw CommandException.usage(
          file + ": has " + sample.rows().size() + " rows; it takes 10 to tell columns apart");
    }
    decimal = decimal();
    missing = missing();
    Set<String> none = new HashSet<>(missing);
    for (int i = 0; i < sample.header().size(); i++) {
      columns.putIfAbsent(sample.header().get(i), Column.of(sample, i, none, decimal));
    }
  }

  private void checkNames() {
    List<String> named = new ArrayList<>(wanted.auxiliaries());
    named.add(wanted.target());
    named.addAll(wanted.dropped());
    if (wanted.time() != null) {
      named.add(wanted.time());
    }
    if (wanted.id() != null) {
      named.add(wanted.id());
    }
    for (String name : named) {
      if (!table.header().contains(name)) {
        throw CommandException.usage(
            "%s:1: has no column '%s'; it has %s"
                .formatted(file, name, String.join(", ", table.header())));
      }
    }
    if (wanted.dropped().contains(wanted.target())) {
      throw CommandException.usage("--drop names the target " + wanted.target());
    }
  }

  Proposal propose() {
    Outcome target = outcome(column(wanted.target()), "the target");
    List<Outcome> tasks = new ArrayList<>(List.of(target));
    List<Column> free = new ArrayList<>(columns.values());
    free.removeIf(
        column ->
            column.name().isEmpty()
                || column.name().equals(wanted.target())
                || column.name().equals(wanted.time())
                || column.name().equals(wanted.id())
                || wanted.dropped().contains(column.name()));
    tasks.addAll(auxiliaries(target, free));
    tasks.forEach(task -> free.remove(task.column()));
    Map<String, Kind.Input> fields = new LinkedHashMap<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    List<TimeColumn> times = new ArrayList<>();
    wanted.dropped().stream().sorted().forEach(name -> leftOut.put(name, "as you said"));
    for (Column column : free) {
      Kind kind = KindGuess.of(column);
      if (kind instanceof Kind.Time time) {
        times.add(new TimeColumn(column.name(), time.format()));
        leftOut.put(column.name(), "is a time (" + time.format() + ")");
      } else if (kind instanceof Kind.LeftOut left) {
        leftOut.put(column.name(), left.why());
      } else if (kind instanceof Kind.Input input && !isCopy(column, target, leftOut)) {
        fields.put(column.name(), input);
      }
    }
    TimeColumn time = time(times);
    if (fields.isEmpty()) {
      throw CommandException.usage(
          file + ": no column is left to learn from; left out are " + leftOut.keySet());
    }
    if (time != null) {
      leftOut.remove(time.column());
    }
    return new Proposal(
        tasks, fields, leftOut, time, wanted.id(), warnings, decimal, missing, sample.count());
  }

  private boolean isCopy(Column column, Outcome target, Map<String, String> leftOut) {
    if (Association.isCopy(column, target)) {
      leftOut.put(column.name(), "is a copy of the target in other words");
      warnings.add("%s is the target in other words and is left out.".formatted(column.name()));
      return true;
    }
    double strength = Association.strength(column, target);
    if (Association.tellsAll(strength, target)) {
      warnings.add(
          "%s looks like a leak: %s can be read off it. If it is not known when you predict, give --drop %s."
              .formatted(column.name(), target.column().name(), quoted(column.name())));
    }
    return false;
  }

  private List<Outcome> auxiliaries(Outcome target, List<Column> free) {
    if (!wanted.auxiliaries().isEmpty()) {
      return wanted.auxiliaries().stream().map(name -> outcome(column(name), "--aux")).toList();
    }
    List<Outcome> found = new ArrayList<>();
    for (Column part : Auxiliaries.parts(target, free)) {
      found.add(outcome(part, "--aux"));
    }
    if (!found.isEmpty()) {
      warnings.add(
          "%s and %s add up to %s: they are auxiliary tasks, and no inputs."
              .formatted(
                  found.get(0).column().name(),
                  found.get(1).column().name(),
                  target.column().name()));
    }
    List<Column> others = new ArrayList<>(free);
    found.forEach(part -> others.remove(part.column()));
    found.addAll(Auxiliaries.named(target, others, sample));
    return found;
  }

  private Outcome outcome(Column column, String role) {
    try {
      return Outcome.of(column, Auxiliaries.present(sample, column));
    } catch (Outcome.Impossible e) {
      throw CommandException.usage(
          "%s: %s '%s' %s".formatted(file, role, column.name(), e.getMessage()));
    }
  }

  private Column column(String name) {
    return Objects.requireNonNull(columns.get(name));
  }

  /** The one that was asked for, else the one whose rows stand in its order. */
  private @Nullable TimeColumn time(List<TimeColumn> found) {
    if (wanted.time() != null) {
      String format = KindGuess.time(column(wanted.time()));
      if (format == null) {
        throw CommandException.usage(
            "%s: the column '%s' holds no times of a known format; write csv.time.format yourself"
                .formatted(file, wanted.time()));
      }
      TimeColumn time = new TimeColumn(wanted.time(), format);
      if (problem(time) != null) {
        warnings.add(problem(time) + " backtest then needs --sort-by-time.");
      }
      return time;
    }
    for (TimeColumn time : found) {
      String problem = problem(time);
      if (problem == null) {
        return time;
      }
      warnings.add(problem + " It is left out; --time " + quoted(time.column()) + " takes it.");
    }
    return null;
  }

  /** What keeps rows from being fed in the order of a column, in a sentence; null: nothing. */
  private @Nullable String problem(TimeColumn time) {
    Times times = new Times(time.format());
    int index = sample.header().indexOf(time.column());
    Map<String, Instant> known = new HashMap<>();
    Instant[] last = {Instant.MIN};
    @Nullable String[] problem = {null};
    table.forEach(
        cells -> {
          Instant now =
              known.computeIfAbsent(
                  cells[index], cell -> Objects.requireNonNullElse(times.of(cell), Instant.MIN));
          if (now.equals(Instant.MIN)) {
            problem[0] = "The times in %s are not in every row.".formatted(time.column());
          } else if (now.isBefore(last[0])) {
            problem[0] = "The rows are not in the order of %s.".formatted(time.column());
          }
          last[0] = now;
          if (known.size() > 100_000) {
            known.clear();
          }
          return problem[0] == null;
        });
    return problem[0];
  }

  private char decimal() {
    long commas = 0;
    long points = 0;
    for (String[] row : sample.rows()) {
      for (String cell : row) {
        commas += cell.indexOf(',') > 0 && isFraction(cell) ? 1 : 0;
        points += cell.indexOf('.') > 0 && POINT.matcher(cell).matches() ? 1 : 0;
      }
    }
    return commas > points ? ',' : '.';
  }

  /** Where commas stand between cells, three digits behind one are rather thousands. */
  private boolean isFraction(String cell) {
    return COMMA.matcher(cell).matches()
        && (table.delimiter() != ',' || !THOUSANDS.matcher(cell).matches());
  }

  /** The usual ones, and words for nothing that stand among numbers. */
  private List<String> missing() {
    List<String> missing = new ArrayList<>(CsvConfig.DEFAULT.missing());
    Set<String> usual = new HashSet<>(missing);
    Set<String> more = new HashSet<>(usual);
    more.addAll(NOTHING);
    for (int i = 0; i < sample.header().size(); i++) {
      if (Column.of(sample, i, more, decimal).isNumeric()) {
        Column.of(sample, i, usual, decimal).counts().keySet().stream()
            .filter(NOTHING::contains)
            .filter(word -> !missing.contains(word))
            .forEach(missing::add);
      }
    }
    return missing;
  }

  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_.-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** A name as models and tasks may have it. */
  static String name(String text, String otherwise) {
    String name = text.replaceAll("[^A-Za-z0-9_-]+", "_").replaceAll("^_+|_+$", "");
    String cut = name.length() > 100 ? name.substring(0, 100) : name;
    return cut.isEmpty()
        ? otherwise
        : cut.toLowerCase(Locale.ROOT).equals("null") ? cut + "_" : cut;
  }
}

package io.tributary.cli.csv;

import io.tributary.cli.terminal.CommandException;
import io.tributary.model.TaskType;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.CsvConfig;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.field.Field;
import io.tributary.model.field.FieldSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a table are to a configuration, by their index; −1 for a role that none has.
 *
 * @param features in the order of the model's fields, or of the input
 * @param labels of tasks
 * @param time when the row was
 * @param id of the row
 * @param split of the row
 */
record TableColumns(
    List<Feature> features, Map<TaskConfig, Integer> labels, int time, int id, int split) {

  /**
   * A column that is an input.
   *
   * @param name of the field; empty where inputs have no names
   * @param column its index
   * @param number whether it holds numbers
   */
  record Feature(String name, int column, boolean number) {}

  /**
   * Finds every column that the configuration names.
   *
   * @param labelled whether labels, time, id and split must be there
   * @throws CommandException when one is not there, or has two roles
   */
  static TableColumns of(CsvTable table, Configuration configuration, boolean labelled) {
    CsvConfig csv = configuration.csv();
    String when = csv.time() == null ? null : csv.time().column();
    int time = role(table, when, "csv.time.column", labelled);
    int id = role(table, csv.id(), "csv.id", labelled);
    int split = role(table, csv.split(), "csv.split", labelled);
    Map<TaskConfig, Integer> labels = labels(table, configuration, labelled);
    Set<Integer> taken = new HashSet<>(labels.values());
    IntStream.of(time, id, split).forEach(taken::add);
    List<Feature> features =
        configuration.model().fields().isEmpty()
            ? inOrder(table, taken, configuration.model().features())
            : named(table, configuration.model().fields().fields(), labels);
    return new TableColumns(features, labels, time, id, split);
  }

  private static int role(CsvTable table, @Nullable String column, String key, boolean needed) {
    return column == null || (!needed && !table.header().contains(column.strip()))
        ? -1
        : find(table, column, key);
  }

  private static Map<TaskConfig, Integer> labels(
      CsvTable table, Configuration configuration, boolean labelled) {
    Map<TaskConfig, Integer> labels = new LinkedHashMap<>();
    for (TaskConfig task : configuration.tasks()) {
      String name = task.task().name();
      String column = task.column() == null ? name : task.column();
      if (task.task().type() instanceof TaskType.Multilabel) {
        if (!labelled) {
          continue;
        }
        throw CommandException.usage(
            table.name()
                + ": the task "
                + name
                + " has several labels, which no cell of a table holds; feed it as JSON lines");
      }
      if (labelled || table.header().contains(column)) {
        String key = task.column() == null ? "tasks." + name : "tasks." + name + ".column";
        labels.put(task, find(table, column, key));
      }
    }
    return labels;
  }

  private static List<Feature> named(
      CsvTable table, List<Field> fields, Map<TaskConfig, Integer> labels) {
    List<Feature> features = new ArrayList<>();
    for (Field field : fields) {
      if (field.spec() instanceof FieldSpec.Sparse) {
        throw CommandException.usage(
            table.name()
                + ": the field "
                + CsvTable.shown(field.name())
                + " is sparse, which no cell of a table holds; feed it as JSON lines");
      }
      int column = find(table, field.name(), "model.fields");
      labels.forEach(
          (task, taken) -> {
            if (taken == column) {
              throw CommandException.usage(
                  "%s: the column '%s' is a field and the label of %s; keep one of the two"
                      .formatted(table.name(), CsvTable.shown(field.name()), task.task().name()));
            }
          });
      features.add(new Feature(field.name(), column, field.spec() instanceof FieldSpec.Numeric));
    }
    return features;
  }

  private static List<Feature> inOrder(CsvTable table, Set<Integer> taken, int inputs) {
    List<Feature> features =
        IntStream.range(0, table.header().size())
            .filter(column -> !taken.contains(column))
            .mapToObj(column -> new Feature("", column, true))
            .toList();
    if (features.size() != inputs) {
      throw CommandException.usage(
          "%s: has %d columns beside labels, time, id and split, the model's input has %d"
              .formatted(table.name(), features.size(), inputs));
    }
    return features;
  }

  private static int find(CsvTable table, String column, String key) {
    int index = table.header().indexOf(column.strip());
    if (index >= 0) {
      return index;
    }
    throw CommandException.usage(
        "%s:1: has no column '%s', which %s names; it has %s%s"
            .formatted(
                table.name(), CsvTable.shown(column), key, known(table.header()), table.doubt()));
  }

  private static String known(List<String> header) {
    List<String> some = header.stream().limit(12).map(CsvTable::shown).toList();
    String names = String.join(", ", some);
    return header.size() > some.size()
        ? names + " and " + (header.size() - some.size()) + " more"
        : names;
  }
}

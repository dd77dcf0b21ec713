package io.tributary.cli.init;

import io.tributary.cli.csv.TableReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a proposal as a configuration file with comments. */
final class ConfigurationText {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");
  private static final double RARE = 0.1;

  private final Proposal proposal;
  private final Sizes sizes;
  private final Map<Outcome, String> names = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private ConfigurationText(Proposal proposal) {
    this.proposal = proposal;
    sizes = Sizes.of(proposal.rows());
    for (Outcome task : proposal.tasks()) {
      String name = Proposer.name(task.column().name(), "task");
      while (names.containsValue(name)) {
        name += "_";
      }
      names.put(task, name);
    }
  }

  static String of(Proposal proposal, String model, String file, TableReader table) {
    ConfigurationText writer = new ConfigurationText(proposal);
    writer.write(model, file, table);
    return writer.text.toString();
  }

  private void write(String model, String file, TableReader table) {
    line("# Written by ./tributary init from " + comment(file) + " (" + count() + " rows).");
    line("# Every line is a guess by the values of a sample; change what you know better.");
    line("# docs/configuration.md has every key, docs/fields.md what each kind of field does.");
    line("model:");
    line("  name: " + scalar(model));
    line("  fields:");
    proposal
        .fields()
        .forEach((name, kind) -> padded("    " + key(name) + ": " + kind.yaml(), kind.why()));
    if (!proposal.leftOut().isEmpty()) {
      line("    # Left out:");
      proposal.leftOut().forEach((name, why) -> line("    #   " + comment(name) + ": " + why));
    }
    line("  trunk: [dense: {units: %d}, relu]".formatted(sizes.units()));
    line("");
    line(
        "# The target is what is to be predicted; the other tasks help it to be learned. No task's");
    line("# labels are among the inputs.");
    line("tasks:");
    proposal.tasks().forEach(this::task);
    if (proposal.tasks().size() == 1) {
      line(
          "  # No other column looks like an outcome. One that is known only after the fact and goes");
      line("  # along with the target makes an auxiliary task: --aux COLUMN.");
    }
    line("");
    line("# Sizes for %s rows. A round takes miniEpoch examples of the target.".formatted(count()));
    line("training:");
    line("  miniEpoch: " + sizes.miniEpoch());
    line("  batchSize: " + sizes.batch());
    line("  epochs: " + sizes.epochs());
    line("  optimizer: {type: adam, learningRate: %s}".formatted(hasText() ? "0.01" : "0.003"));
    if (proposal.tasks().size() == 1) {
      line("weighting: {method: single}");
    } else {
      line("weighting: {method: alphavil}");
    }
    line("dev: {fraction: 0.1, window: %d}".formatted(sizes.window()));
    line("publish: {everyRounds: 10}");
    line("");
    line("# How the file is written. docs/topics.md has the records that its rows become.");
    line("csv:");
    line("  delimiter: " + (table.delimiter() == '\t' ? "tab" : quoted("" + table.delimiter())));
    if (table.quote() != '"') {
      line("  quote: " + quoted("" + table.quote()));
    }
    line("  encoding: " + table.encoding());
    if (proposal.decimal() != '.') {
      line("  decimal: " + quoted("" + proposal.decimal()));
    }
    line("  missing: [" + list(proposal.missing()) + "]");
    if (proposal.time() != null) {
      line(
          "  time: {column: %s, format: %s}"
              .formatted(scalar(proposal.time().column()), scalar(proposal.time().format())));
    }
    if (proposal.id() != null) {
      line("  id: " + scalar(proposal.id()));
    }
    padded("  test: 0.2", "the last fifth of the rows is never trained on, and scored");
  }

  /** Embeddings of words that are rarely seen take larger steps. */
  private boolean hasText() {
    return proposal.fields().values().stream().anyMatch(kind -> kind.yaml().contains("type: text"));
  }

  private void task(Outcome task) {
    String name = names.getOrDefault(task, "");
    String column =
        name.equals(task.column().name()) ? "" : ", column: " + scalar(task.column().name());
    String target = task.equals(proposal.target()) ? ", target: true" : "";
    String classes = task.classes().isEmpty() ? "" : ", classes: [" + list(task.classes()) + "]";
    String type = task.type().name().toLowerCase(Locale.ROOT);
    line("  " + key(name) + ": {type: " + type + target + classes + column + "}");
    if (!task.classes().isEmpty() && task.rarest() < RARE) {
      line(
          "    # The rarest class is %.1f %% of the rows. classWeights: [%s] would make all count alike."
              .formatted(100 * task.rarest(), weights(task)));
    }
  }

  private static String weights(Outcome task) {
    double all = task.counts().values().stream().mapToInt(n -> n).sum();
    return task.counts().values().stream()
        .map(n -> String.format(Locale.ROOT, "%.2f", all / task.classes().size() / Math.max(1, n)))
        .collect(Collectors.joining(", "));
  }

  private String count() {
    return String.format(Locale.ROOT, "%,d", proposal.rows());
  }

  private static String list(List<String> words) {
    return words.stream()
        .map(ConfigurationText::quotedWhereNeeded)
        .collect(Collectors.joining(", "));
  }

  private static String quotedWhereNeeded(String word) {
    return PLAIN.matcher(word).matches() && !isNothing(word) ? word : quoted(word);
  }

  private static String key(String name) {
    return scalar(name);
  }

  static String scalar(String text) {
    return PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT))
        ? text
        : quoted(text);
  }

  private static boolean isNothing(String word) {
    return word.equalsIgnoreCase("null");
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < 32 || c == 127 || c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0xfeff) {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  private static String comment(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085\\ufeff]", "?");
  }

  private void padded(String line, String why) {
    line(String.format(Locale.ROOT, "%-58s # %s", line, comment(why)));
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }
}

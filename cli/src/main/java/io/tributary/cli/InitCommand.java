package io.tributary.cli;

import io.tributary.cli.csv.TableReader;
import io.tributary.cli.init.Init;
import io.tributary.cli.init.Wanted;
import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code init}: a working configuration for a table. */
@Command(
    name = "init",
    header = "Writes a configuration for a table that works as it is, with comments.",
    description = {
      "Looks at a CSV file: how it is written, what its columns hold, what the target is, which"
          + " columns may be auxiliary tasks, which tell the target too well to be inputs.",
      "The last fifth of the rows becomes test examples."
    },
    footer = {
      "",
      "Examples:",
      "  ./tributary init --csv customers.csv --target churned",
      "  ./tributary init --csv sales.csv.gz --target amount --aux returned --time day -o sales.yaml"
    })
final class InitCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(
      names = "--csv",
      required = true,
      paramLabel = "FILE",
      description = "The table: .csv or .tsv, compressed with gzip or not; a line of names first.")
  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  private Path csv;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "COL",
      description = "The column to be predicted.")
  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  private String target;

  @Option(
      names = "--aux",
      arity = "1..*",
      paramLabel = "COL",
      description =
          "Columns of auxiliary tasks; without it columns are taken that look like outcomes.")
  private List<String> auxiliaries = List.of();

  @Option(
      names = "--time",
      paramLabel = "COL",
      description = "The column of times; without it one that the rows are in order of.")
  private @Nullable String time;

  @Option(names = "--id", paramLabel = "COL", description = "The column of ids.")
  private @Nullable String id;

  @Option(
      names = "--drop",
      arity = "1..*",
      paramLabel = "COL",
      description = "Columns that are to be nothing, such as those not known when one predicts.")
  private List<String> dropped = List.of();

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      description = "What separates cells, or the word tab; found out unless given.")
  private @Nullable String delimiter;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "The character set of the table; found out unless given.")
  private @Nullable String encoding;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write; the table's name with .yaml unless given.")
  private @Nullable Path output;

  @Option(names = "--force", description = "Write over a file that is there.")
  private boolean force;

  InitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path file = output == null ? Path.of(Init.model(csv) + ".yaml") : output;
    if (!force && Files.exists(file)) {
      throw CommandException.usage(file + ": is there already; give -o, or --force to replace it");
    }
    TableReader table = TableReader.open(csv, delimiter(), charset());
    Init init = Init.of(csv, table, new Wanted(target, auxiliaries, time, id, Set.copyOf(dropped)));
    write(file, init.text());
    init.said().forEach(terminal.out()::println);
    terminal.out().println("Written: " + file);
    terminal.out().println("Next: ./tributary backtest -c " + file + " -e " + csv + " -o out");
    return ExitCode.OK;
  }

  private @Nullable Character delimiter() {
    if (delimiter == null) {
      return null;
    }
    String character = delimiter.equals("tab") ? "\t" : delimiter;
    if (character.length() != 1 || "\"\r\n".contains(character)) {
      throw CommandException.usage("--delimiter is one character or tab, not '" + delimiter + "'");
    }
    return character.charAt(0);
  }

  private @Nullable Charset charset() {
    try {
      return encoding == null ? null : Charset.forName(encoding);
    } catch (IllegalArgumentException unknown) {
      throw CommandException.usage(
          "--encoding is a character set, such as utf-8 or windows-1252, not '" + encoding + "'");
    }
  }

  private void write(Path file, String text) {
    OpenOption[] options =
        force
            ? new OpenOption[0]
            : new OpenOption[] {StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW};
    try {
      Files.writeString(file, text, options);
    } catch (FileAlreadyExistsException e) {
      throw CommandException.usage(file + ": is there already; give -o, or --force to replace it");
    } catch (IOException e) {
      throw CommandException.failed(file + ": cannot be written (" + e.getMessage() + ")", e);
    }
  }
}

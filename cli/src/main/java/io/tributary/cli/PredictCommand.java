package io.tributary.cli;

import io.tributary.cli.csv.CsvSources;
import io.tributary.cli.log.KnownSecrets;
import io.tributary.cli.predict.PredictedFile;
import io.tributary.cli.predict.Predictor;
import io.tributary.cli.predict.PublishedModel;
import io.tributary.cli.terminal.Columns;
import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Numbers;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.record.Json;
import io.tributary.model.Task;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.evaluation.Score;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code predict}: what a published model says of examples. */
@Command(
    name = "predict",
    header = "Predicts with the newest published model, or with one in a file.",
    description = {
      "A table comes out as a table, with columns of predictions behind its own; JSON lines come"
          + " out as JSON lines. Labels need not be there; where they are, the scores are told.",
      "A checkpoint knows its configuration: with --checkpoint no other is needed."
    },
    footer = {
      "",
      "Examples:",
      "  ./tributary predict -c model.yaml -e today.csv -o predicted.csv",
      "  ./tributary predict -c model.yaml --alias champion -e today.csv",
      "  ./tributary predict --checkpoint out/checkpoints/round-000120.safetensors -e today.csv",
      "  generate | ./tributary predict -c model.yaml -e -"
    })
final class PredictCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration file (YAML); its topics have the model.")
  private @Nullable Path config;

  @Option(
      names = {"-e", "--examples"},
      required = true,
      arity = "1..*",
      paramLabel = "EXAMPLES",
      description =
          "Tables whose names end in .csv or .tsv, or JSONL, compressed with gzip or not; - is"
              + " JSONL from standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "A published model as a safetensors file; the newest of the topic unless given.")
  private @Nullable Path checkpoint;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ModelOption model;

  @Option(
      names = "--task",
      arity = "1..*",
      paramLabel = "NAME",
      description = "The tasks to predict; all unless given.")
  private List<String> tasks = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write; standard output unless given.")
  private @Nullable Path output;

  @Option(names = "--json", description = "Tell the scores as JSON.")
  private boolean json;

  PredictCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (checkpoint != null && model.isGiven()) {
      throw CommandException.usage(
          "--checkpoint names a model, and so do --round and --alias; give one of them");
    }
    long tables = files.stream().filter(CsvSources::isTable).count();
    if (tables > 0 && files.size() > 1) {
      throw CommandException.usage("a table comes out as a table: give one at a time");
    }
    PublishedModel published = model();
    try (Predictor predictor = new Predictor(published, published.tasks(tasks))) {
      if (output == null) {
        tell(predict(predictor, terminal.out()), predictor, terminal.err());
      } else {
        tell(toFile(predictor, output), predictor, terminal.out());
      }
    }
    return ExitCode.OK;
  }

  private PublishedModel model() {
    Configuration given = config == null ? null : ConfigurationFile.read(config, System.getenv());
    if (given != null) {
      KnownSecrets.are(given.kafka().secrets());
    }
    if (checkpoint != null) {
      return PublishedModel.ofFile(checkpoint, given);
    }
    if (given == null || config == null) {
      throw CommandException.usage(
          "give -c, whose topics have the model, or --checkpoint with a file that is one");
    }
    Path folder = config.toAbsolutePath().getParent();
    return PublishedModel.of(
        model.find(given.kafka()).checkpoint(), folder == null ? config : folder, given);
  }

  private PredictedFile predict(Predictor predictor, Writer out) throws IOException {
    PredictedFile predicted = new PredictedFile(predictor, out);
    for (String file : files) {
      if (CsvSources.isTable(file)) {
        predicted.table(Path.of(file));
      } else {
        predicted.lines(file);
      }
    }
    return predicted;
  }

  private PredictedFile toFile(Predictor predictor, Path file) throws IOException {
    for (String input : files) {
      if (!input.equals("-") && Files.exists(file) && Files.isSameFile(Path.of(input), file)) {
        throw CommandException.usage(file + ": is what is read; write to another file");
      }
    }
    try (Writer out = Files.newBufferedWriter(file)) {
      return predict(predictor, out);
    } catch (java.nio.file.FileSystemException unwritable) {
      throw CommandException.failed(
          file + ": cannot be written (" + unwritable.getMessage() + ")", unwritable);
    }
  }

  private void tell(PredictedFile predicted, Predictor predictor, PrintWriter to) {
    if (json) {
      to.println(Json.text(asJson(predicted, predictor)));
      return;
    }
    if (predicted.firstProblem() != null) {
      terminal
          .err()
          .printf(
              "%s of %s records could not be used; the first: %s%n",
              Numbers.count(predictor.unusable()),
              Numbers.count(predicted.records()),
              predicted.firstProblem());
    }
    to.printf(
        "%s records, round %s of %s.%n",
        Numbers.count(predicted.records()),
        Numbers.count(predictor.round()),
        predictor.modelName());
    if (!predictor.scores().isEmpty()) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("task", "examples", "accuracy", "AUC", "F1", "log loss", "rmse"));
      predictor.scores().forEach((task, score) -> rows.add(row(task, score)));
      Columns.align(rows).forEach(to::println);
    }
  }

  private static List<String> row(Task task, Score score) {
    boolean number = score.metric() == Score.Metric.RMSE;
    return List.of(
        task.target() ? task.name() + " (target)" : task.name(),
        Numbers.count(score.examples()),
        number ? "-" : Numbers.percent(score.value()),
        Numbers.fixed(score.auc(), 4),
        Numbers.fixed(score.f1(), 4),
        Numbers.fixed(score.logLoss(), 4),
        number ? Numbers.fixed(score.value(), 4) : "-");
  }

  private static Map<String, Object> asJson(PredictedFile predicted, Predictor predictor) {
    Map<String, Object> scores = new LinkedHashMap<>();
    predictor
        .scores()
        .forEach(
            (task, score) -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("examples", score.examples());
              one.put("loss", score.loss());
              one.put(score.metric().label(), score.value());
              one.put("auc", score.auc());
              one.put("f1", score.f1());
              one.values().removeIf(value -> value instanceof Double d && !Double.isFinite(d));
              scores.put(task.name(), one);
            });
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", predictor.modelName());
    json.put("round", predictor.round());
    json.put("records", predicted.records());
    json.put("unusable", predictor.unusable());
    json.put("scores", scores);
    return json;
  }
}

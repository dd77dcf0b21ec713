package io.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.cli.predict.PublishedModel;
import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Numbers;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.checkpoint.CheckpointFile;
import io.tributary.connectors.record.Json;
import io.tributary.model.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code export}: a published model as a file. */
@Command(
    name = "export",
    header = "Writes a published model to a file: the newest, or that of a round or an alias.",
    description = {
      "safetensors: all tensors and what is to be known of them; readers need nothing but a"
          + " safetensors library.",
      "dl4j: the network of one task as a ZIP that plain Deeplearning4j opens, with the task's"
          + " activation; a regression gives its own units. With fields it is a graph, and beside"
          + " it PATH.json says how a record becomes its inputs."
    },
    footer = {
      "",
      "Examples:",
      "  ./tributary export -c model.yaml -o model.safetensors",
      "  ./tributary export -c model.yaml --round 40 -o round-40.safetensors",
      "  ./tributary export -c model.yaml --alias champion -o champion.safetensors",
      "  ./tributary export -c model.yaml --format dl4j -o target.zip"
    })
final class ExportCommand implements Callable<Integer> {

  /** The forms that a model can be written in. */
  enum Format {
    SAFETENSORS,
    DL4J;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ConfigurationOption configuration;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ModelOption model;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless given.")
  private Format format = Format.SAFETENSORS;

  @Option(
      names = "--task",
      paramLabel = "NAME",
      description = "The task whose network --format dl4j writes; the target unless given.")
  private @Nullable String task;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "PATH",
      description = "The file to write; one that is there is replaced.")
  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  private Path output;

  @Option(names = "--json", description = "Print the outcome as JSON.")
  private boolean json;

  ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration read = configuration.read();
    if (Files.isDirectory(output)) {
      throw CommandException.usage(output + ": is a folder; -o takes a file");
    }
    if (task != null && format == Format.SAFETENSORS) {
      throw CommandException.usage("--task is for --format dl4j; safetensors has all tasks");
    }
    CheckpointFile file = model.find(read.kafka());
    byte[] bytes = file.bytes();
    Path beside = output.resolveSibling(output.getFileName() + ".json");
    boolean described = false;
    if (format == Format.DL4J) {
      PublishedModel model = PublishedModel.of(file.checkpoint(), configuration.folder(), read);
      bytes = model.network(task);
      described = !read.model().fields().isEmpty();
      if (described) {
        write(beside, Json.text(model.inputs(task)).getBytes(UTF_8));
      }
    }
    write(output, bytes);
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("file", output.toString());
      line.put("format", format.toString());
      line.put("run", file.id().run());
      line.put("generation", file.id().generation());
      line.put("round", file.id().round());
      line.put("bytes", bytes.length);
      if (described) {
        line.put("inputs", beside.toString());
      }
      terminal.out().println(Json.text(line));
    } else {
      terminal
          .out()
          .println(
              "Round "
                  + Numbers.count(file.id().round())
                  + ", "
                  + Numbers.count(bytes.length)
                  + " bytes: "
                  + output
                  + (described ? "; its inputs: " + beside : ""));
    }
    return ExitCode.OK;
  }

  /** Beside its place first, so that nobody reads half a model. */
  private static void write(Path output, byte[] bytes) {
    try {
      Path part = output.resolveSibling(output.getFileName() + ".part");
      Files.write(part, bytes);
      Files.move(part, output, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw CommandException.failed(
          output + ": cannot be written (" + unwritable.getMessage() + ")", unwritable);
    }
  }
}

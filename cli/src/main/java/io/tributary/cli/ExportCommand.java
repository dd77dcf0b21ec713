package io.tributary.cli;

import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Numbers;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.checkpoint.CheckpointFile;
import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.record.Json;
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
    header = "Writes a published model to a file: the newest, or that of one round.",
    description = "Readers of the file need nothing but a safetensors library.",
    footer = {
      "",
      "Examples:",
      "  ./tributary export -c model.yaml -o model.safetensors",
      "  ./tributary export -c model.yaml --round 40 -o round-40.safetensors"
    })
final class ExportCommand implements Callable<Integer> {

  /** The forms that a model can be written in. */
  enum Format {
    SAFETENSORS;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ConfigurationOption configuration;

  @Option(names = "--round", paramLabel = "N", description = "The newest unless given.")
  private @Nullable Long round;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless given.")
  private Format format = Format.SAFETENSORS;

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
    CheckpointReader reader = new CheckpointReader(configuration.read().kafka());
    if (Files.isDirectory(output)) {
      throw CommandException.usage(output + ": is a folder; -o takes a file");
    }
    CheckpointFile file = round == null ? reader.newest() : reader.round(round);
    write(file.bytes());
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("file", output.toString());
      line.put("format", format.toString());
      line.put("run", file.id().run());
      line.put("generation", file.id().generation());
      line.put("round", file.id().round());
      line.put("bytes", file.bytes().length);
      terminal.out().println(Json.text(line));
    } else {
      terminal
          .out()
          .println(
              "Round "
                  + Numbers.count(file.id().round())
                  + ", "
                  + Numbers.count(file.bytes().length)
                  + " bytes: "
                  + output);
    }
    return ExitCode.OK;
  }

  /** Beside its place first, so that nobody reads half a model. */
  private void write(byte[] bytes) {
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

package io.tributary.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tributary.cli.report.RunReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a finished run's files.
 *
 * @param folder they go to
 */
public record ResultWriter(OutputFolder folder) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** The report, for machines and for people. */
  public void write(Object report, String html) throws IOException {
    Files.writeString(folder.file("report.json"), json(report) + "\n");
    Files.writeString(folder.file("report.html"), html);
  }

  /** What the run said on its topics, record by record. */
  public void write(RunCollector collector) throws IOException {
    writeLines(folder.file("task-weights.jsonl"), collector.weightLines());
    writeLines(folder.file("evaluations.jsonl"), collector.evaluationLines());
    collector.writeCheckpoints(folder);
  }

  /** A {@link RunReport}, or several, as indented JSON. */
  public static String json(Object report) {
    try {
      return JSON.writeValueAsString(report);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void writeLines(Path file, List<byte[]> lines) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      for (byte[] line : lines) {
        out.write(line);
        out.write('\n');
      }
    }
  }
}

package io.tributary.cli.run;

import io.tributary.cli.report.RunReport;
import io.tributary.connectors.record.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a finished run's files.
 *
 * @param folder they go to
 */
public record ResultWriter(OutputFolder folder) {

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
    return Json.indented(report);
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

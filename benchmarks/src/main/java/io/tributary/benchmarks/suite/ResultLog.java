package io.tributary.benchmarks.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All results, in memory and as lines of a file. For several threads. */
final class ResultLog {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Map<String, RunResult> results = new LinkedHashMap<>();

  private ResultLog(Path file) {
    this.file = file;
  }

  /** Reads what is there. A line that is cut, because a run was killed, counts as not there. */
  static ResultLog open(Path file) throws IOException {
    ResultLog log = new ResultLog(file);
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        try {
          RunResult result = JSON.readValue(line, RunResult.class);
          log.results.put(result.key().text(), result);
        } catch (JsonProcessingException cut) {
          Files.writeString(file, "\n", StandardOpenOption.APPEND);
        }
      }
    }
    return log;
  }

  synchronized Optional<RunResult> find(RunKey key) {
    return Optional.ofNullable(results.get(key.text()));
  }

  synchronized void add(RunResult result) {
    results.put(result.key().text(), result);
    try {
      String line = JSON.writeValueAsString(result) + "\n";
      Files.writeString(
          file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything so far. */
  synchronized List<RunResult> all() {
    return List.copyOf(results.values());
  }
}

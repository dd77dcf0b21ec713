package io.tributary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** {@code rounds.py} at work on a folder. It waits while nothing is asked of it. */
final class TorchProcess implements AutoCloseable {

  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;

  private TorchProcess(Process process) {
    this.process = process;
    questions = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts it.
   *
   * @param python a Python 3 that has PyTorch
   * @param sameCore whether its OpenBLAS is told to compute for the same CPU as ours, which nobody
   *     tells it as it is installed
   */
  static TorchProcess start(String python, Path script, Path folder, boolean sameCore)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(python, script.toString(), folder.toString());
    builder.environment().remove("OMP_NUM_THREADS"); // it sets its threads itself
    if (!sameCore) {
      builder.environment().remove("OPENBLAS_CORETYPE");
    }
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new TorchProcess(builder.start());
  }

  /** The version of PyTorch. */
  String version() throws IOException {
    return ask("version");
  }

  /** What each round came to. */
  List<JsonNode> losses() throws IOException {
    return List.of(new ObjectMapper().readValue(ask("losses"), JsonNode[].class));
  }

  /** Seconds of all rounds in a mode. */
  double seconds(String mode) throws IOException {
    return Double.parseDouble(ask("time " + mode));
  }

  private String ask(String question) throws IOException {
    questions.write(question);
    questions.newLine();
    questions.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("PyTorch ended; see what it said above");
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    questions.close();
    process.destroy();
  }
}

package io.tributary.cli.predict;

import io.tributary.cli.csv.InputTable;
import io.tributary.cli.feed.FeedRecord;
import io.tributary.cli.feed.JsonLines;
import io.tributary.cli.predict.Predictor.Answer;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.Prediction;
import io.tributary.model.Task;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a model says of a file's records, in the form of the file. Not for several threads.
 */
public final class PredictedFile {

  private final Predictor predictor;
  private final Writer out;
  private @Nullable String firstProblem;
  private long records;

  /** To a writer, which is not closed. */
  public PredictedFile(Predictor predictor, Writer out) {
    this.predictor = predictor;
    this.out = out;
  }

  /** Records so far. */
  public long records() {
    return records;
  }

  /** Where and why a record could not be used first; null when all could. */
  public @Nullable String firstProblem() {
    return firstProblem;
  }

  /** The table with columns of predictions behind its own. */
  public void table(Path file) throws IOException {
    InputTable table = InputTable.open(file, predictor.model().configuration());
    List<String> header = new ArrayList<>(table.header());
    for (Task task : predictor.tasks()) {
      header.addAll(Prediction.columns(task));
    }
    InputTable.Output output = table.output(out);
    output.write(header);
    int added = header.size() - table.header().size();
    List<InputTable.Row> rows = new ArrayList<>();
    table.forEach(
        row -> {
          rows.add(row);
          if (rows.size() == Predictor.BATCH) {
            rows(file, rows, added, output);
          }
        });
    rows(file, rows, added, output);
    output.flush();
  }

  private void rows(Path file, List<InputTable.Row> rows, int added, InputTable.Output output)
      throws IOException {
    List<Answer> answers = predictor.predict(rows.stream().map(InputTable.Row::record).toList());
    for (int i = 0; i < rows.size(); i++) {
      Answer answer = answers.get(i);
      List<String> cells = new ArrayList<>(rows.get(i).cells());
      if (answer.input().features() == null) {
        problem(file + ":" + rows.get(i).line(), answer);
        for (int j = 0; j < added; j++) {
          cells.add("");
        }
      }
      answer.predictions().forEach(prediction -> cells.addAll(prediction.cells()));
      output.write(cells);
    }
    records += rows.size();
    rows.clear();
  }

  /** A JSON object for each JSON example of a file, or of standard input for {@code -}. */
  public void lines(String file) throws IOException {
    List<FeedRecord> batch = new ArrayList<>();
    JsonLines lines = JsonLines.of(file);
    long[] done = {0};
    lines.forEach(
        record -> {
          batch.add(record);
          if (batch.size() == Predictor.BATCH || file.equals("-")) {
            done[0] = batch(lines.name(), batch, done[0]);
          }
          return true;
        });
    batch(lines.name(), batch, done[0]);
    out.flush();
  }

  private long batch(String file, List<FeedRecord> batch, long before) throws IOException {
    List<Answer> answers = predictor.predict(batch.stream().map(FeedRecord::value).toList());
    long number = before;
    for (Answer answer : answers) {
      number++;
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("record", number);
      if (answer.input().id() != null) {
        json.put("id", answer.input().id());
      }
      if (answer.input().features() == null) {
        problem(file + ", record " + number, answer);
        json.put("error", answer.input().problem());
      } else {
        Map<String, Object> predictions = new LinkedHashMap<>();
        answer.predictions().forEach(each -> predictions.put(each.task().name(), each.json()));
        json.put("predictions", predictions);
      }
      out.write(Json.text(json));
      out.write('\n');
    }
    if (file.equals("standard input")) {
      out.flush(); // somebody may wait for it
    }
    records += answers.size();
    batch.clear();
    return number;
  }

  private void problem(String place, Answer answer) {
    if (firstProblem == null) {
      firstProblem = place + ": " + answer.input().problem();
    }
  }
}

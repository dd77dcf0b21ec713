package io.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.init.MadeTable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From a table to predictions in three commands, without an edit. */
class TableIT {

  private static final int ROWS = 700;
  private static final int TEST = ROWS / 5;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  /** A shape: how the file is written, the target's column, rows that hold a bad value. */
  record Shape(
      MadeTable table, String file, char delimiter, Charset charset, String lineEnd, int bad) {}

  static Stream<Arguments> shapes() {
    Charset latin = Charset.forName("windows-1252");
    MadeTable quotes =
        new MadeTable(ROWS)
            .with("age", row -> row == 11 ? "old" : row % 9 == 0 ? "NA" : "" + (18 + row % 60))
            .drawn("job", random -> random.nextInt(8) == 0 ? "" : "job, " + random.nextInt(9))
            .drawn(
                "said",
                random ->
                    "He \"says\" "
                        + random.nextInt(50)
                        + ",\nthen more "
                        + random.nextInt(9)
                        + " words")
            .with("y", row -> row % 60 < 25 ? "yes" : "no");
    MadeTable german =
        new MadeTable(ROWS)
            .drawn("Größe in m", random -> number(1 + random.nextDouble()).replace('.', ','))
            .drawn("Straße", random -> "Weg " + random.nextInt(300))
            .with("Käufer?", row -> row % 3 == 0 ? "ja" : "nein")
            .drawn("Umsatz", random -> number(Math.exp(5 * random.nextDouble())).replace('.', ','));
    MadeTable sums =
        new MadeTable(ROWS)
            .with("when", row -> "" + LocalDate.of(2023, 1, 1).plusDays(row / 24))
            .with("hour", row -> "" + row % 24)
            .with("casual", row -> "" + (row % 24 + row % 7))
            .with("registered", row -> "" + (2 * (row % 24) + row % 5))
            .with("total", row -> "" + (3 * (row % 24) + row % 7 + row % 5));
    MadeTable wide =
        new MadeTable(ROWS).with("kind", row -> List.of("a", "b", "c", "d").get(row % 4));
    for (int i = 0; i < 100; i++) {
      int shift = i;
      if (i % 2 == 0) {
        wide.with(
            "n." + i, row -> number(row % 4 + MadeTable.random("n" + shift, row).nextGaussian()));
      } else {
        wide.drawn("c." + i, random -> "v" + random.nextInt(5));
      }
    }
    return Stream.of(
        Arguments.of("y", new Shape(quotes, "quotes.csv", ',', UTF_8, "\n", 1)),
        Arguments.of("Käufer?", new Shape(german, "german.csv", ';', latin, "\r\n", 0)),
        Arguments.of("total", new Shape(sums, "sums.csv", ',', UTF_8, "\n", 0)),
        Arguments.of("kind", new Shape(wide, "wide.tsv", '\t', UTF_8, "\n", 0)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void threeCommandsLeadFromATableToPredictions(String target, Shape shape) throws IOException {
    Path table =
        shape
            .table()
            .write(
                folder.resolve(shape.file()), shape.delimiter(), shape.charset(), shape.lineEnd());
    Path config = folder.resolve("table.yaml");
    Path out = folder.resolve("out");

    run("init", "--csv", "" + table, "--target", target, "-o", "" + config);
    TestTerminal.Result trained =
        run("backtest", "-c", "" + config, "-e", "" + table, "-o", "" + out);
    if (shape.bad() == 0) {
      assertThat(trained.err()).doesNotContain("cannot be used");
    } else {
      assertThat(trained.err())
          .contains("1 of 700 records cannot be used")
          .contains("first: " + table + ":24: ");
    }

    JsonNode report = new ObjectMapper().readTree(out.resolve("report.json").toFile());
    String task = report.get("target").asText();
    JsonNode counts = report.at("/tasks/" + task + "/examples");
    assertThat(counts.get("received").asInt() + report.at("/examples/rejected").asInt())
        .isGreaterThanOrEqualTo(ROWS);
    assertThat(report.at("/examples/rejected").asInt() > 0).isEqualTo(shape.bad() > 0);
    assertThat(counts.get("test").asInt()).isEqualTo(TEST);
    assertThat(counts.get("trained").asInt()).isPositive();

    Path tests = lastRows(table, shape);
    Path predicted = folder.resolve("predicted.csv");
    Path checkpoint =
        out.resolve("checkpoints/round-%06d.safetensors".formatted(report.get("rounds").asInt()));

    TestTerminal.Result result =
        run(
            "predict",
            "--checkpoint",
            "" + checkpoint,
            "-e",
            "" + tests,
            "-o",
            "" + predicted,
            "--task",
            task,
            "--json");

    JsonNode told = new ObjectMapper().readTree(result.out());
    assertThat(told.get("records").asInt()).isEqualTo(TEST);
    JsonNode scored = report.at("/tasks/" + task + "/scores/test");
    JsonNode again = told.at("/scores/" + task);
    for (String measure : List.of("accuracy", "auc", "rmse", "loss")) {
      if (scored.has(measure)) {
        double expected = scored.get(measure).asDouble();
        assertThat(again.get(measure).asDouble())
            .as(measure)
            .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
      }
    }
    List<String> header =
        List.of(Files.readAllLines(predicted).get(0).split("" + shape.delimiter(), -1));
    assertThat(header).contains(task + ".predicted");
  }

  /** The rows that were test examples, as a table of their own. */
  private Path lastRows(Path table, Shape shape) throws IOException {
    String text = Files.readString(table, shape.charset());
    String end = shape.lineEnd();
    int at = text.length() - end.length();
    int rows = 0;
    boolean quoted = false;
    while (rows < TEST) {
      at--;
      quoted ^= text.charAt(at) == '"';
      if (!quoted && text.startsWith(end, at)) {
        rows++;
      }
    }
    String header = text.substring(0, text.indexOf(end) + end.length());
    return Files.writeString(
        folder.resolve("last-" + shape.file()),
        header + text.substring(at + end.length()),
        shape.charset());
  }

  private static TestTerminal.Result run(String... arguments) {
    TestTerminal.Result result = TestTerminal.execute(arguments);
    assertThat(result.err()).doesNotContain("tributary: ");
    assertThat(result.exitCode()).isZero();
    return result;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}

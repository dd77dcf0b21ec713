package io.tributary.cli.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cli.csv.CsvSources.Order;
import io.tributary.cli.feed.ExampleSource;
import io.tributary.cli.feed.FeedRecord;
import io.tributary.cli.terminal.CommandException;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSourceTest {

  private static final String MODEL =
      """
      model:
        name: shop
        fields: {age: numeric, job: categorical, "what. she said": text}
        trunk: [dense: {units: 4}, relu]
      tasks:
        bought: {type: binary, target: true, classes: [no, yes], column: y}
        spent: {type: regression}
        stars: {type: classification, classes: 5}
      """;
  private static final String HEAD = "age;job;other;what. she said;y;spent;stars\n";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void aRowBecomesTheRecordThatOthersWouldWrite() throws IOException {
    String rows =
        HEAD
            + "37; admin. ;x;\"Oh, \"\"yes\"\"\";yes;12.50;4\n"
            + "?;NA;x;;no;;0\n"
            + "old;7;x;Grüße;maybe;a lot;\n";

    assertThat(records(MODEL, Order.RISING, rows))
        .containsExactly(
            "{\"features\":{\"age\":37,\"job\":\"admin.\",\"what. she said\":\"Oh, \\\"yes\\\"\"},"
                + "\"labels\":{\"bought\":\"yes\",\"spent\":12.50,\"stars\":4}}",
            "{\"features\":{},\"labels\":{\"bought\":\"no\",\"stars\":0}}",
            "{\"features\":{\"age\":\"old\",\"job\":\"7\",\"what. she said\":\"Grüße\"},"
                + "\"labels\":{\"bought\":\"maybe\",\"spent\":\"a lot\"}}");
  }

  @Test
  void plainInputsTakeTheColumnsThatAreLeftInOrder() throws IOException {
    String model =
        """
        model: {name: shop, input: [2], trunk: [relu]}
        tasks: {y: {type: regression, target: true}}
        csv: {decimal: ",", id: nr, split: use}
        """;

    assertThat(records(model, Order.RISING, "b;nr;y;use;a\n1,5;k1;2;dev;3\n;k2;4;;5\n"))
        .containsExactly(
            "{\"features\":[1.5,3],\"labels\":{\"y\":2},\"split\":\"dev\",\"id\":\"k1\"}",
            "{\"features\":[null,5],\"labels\":{\"y\":4},\"id\":\"k2\"}");
  }

  @Test
  void theLastRowsOfAllTablesAreTestExamples() throws IOException {
    Configuration configuration = parse(MODEL + "csv: {test: 0.25}\n");
    String one = write("one.csv", HEAD + "1;a;b;c;no;1;1\n".repeat(5));
    String two = write("two.csv", HEAD + "1;a;b;c;no;1;1\n".repeat(7));

    List<ExampleSource> sources =
        CsvSources.open(
            List.of(one, two), configuration, Long.MAX_VALUE, Order.RISING, CsvSourceTest::none);
    assertThat(tests(sources)).containsExactly(9, 10, 11);

    sources =
        CsvSources.open(List.of(one, two), configuration, 8, Order.RISING, CsvSourceTest::none);
    assertThat(tests(sources).subList(0, 2)).containsExactly(6, 7); // of the first eight
  }

  @Test
  void timesAreReadAndRowsOfADayHaveAnOrder() throws IOException {
    Map<String, String> formats =
        Map.of(
            "iso", "2024-03-01",
            "dd.MM.yyyy", "01.03.2024",
            "MM/dd/yyyy HH:mm", "03/01/2024 00:00",
            "epoch", "1709251200",
            "epochMillis", "1709251200000");
    long day = Instant.parse("2024-03-01T00:00:00Z").toEpochMilli();
    formats.forEach(
        (format, cell) -> {
          String model = MODEL + "csv: {time: {column: other, format: " + format + "}}\n";
          String row = "1;a;" + cell + ";c;no;1;1\n";
          assertThat(times(model, Order.RISING, HEAD + row + row)).containsExactly(day, day + 1);
        });
    for (String iso :
        List.of("2024-03-01T00:00:00Z", "2024-03-01 01:00:00+01:00", "2024-03-01T00:00")) {
      assertThat(new Times("iso").of(iso)).isEqualTo(Instant.ofEpochMilli(day));
    }
    for (String none : List.of("", "soon", "01.03.2024", "2024-13-01", "2024-03-01x")) {
      assertThat(new Times("iso").of(none)).as(none).isNull();
    }
  }

  @Test
  void rowsOutOfOrderAreToldOrSorted() throws IOException {
    String model = MODEL + "csv: {test: 0.5, time: {column: other}}\n";
    String rows =
        HEAD
            + "1;a;2024-03-02;c;no;1;1\n"
            + "2;a;2024-03-01;c;no;1;1\n"
            + "3;a;2024-03-02;c;no;1;1\n"
            + "4;a;2024-02-29;c;no;1;1\n";

    assertThatThrownBy(() -> records(model, Order.RISING, rows))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("t.csv:3: its time is before that of line 2")
        .hasMessageContaining("--sort-by-time");
    assertThat(records(model, Order.AS_THEY_STAND, rows)).hasSize(4);
    assertThat(records(model, Order.SORTED, rows))
        .extracting(record -> record.charAt("{\"features\":{\"age\":".length()))
        .containsExactly('4', '2', '1', '3');
    assertThat(records(model, Order.SORTED, rows))
        .extracting(record -> record.endsWith("\"split\":\"test\"}"))
        .containsExactly(false, false, true, true);
    assertThat(times(model, Order.SORTED, rows)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void whatDoesNotFitTheConfigurationIsOneLine() throws IOException {
    refused(MODEL, "age;job;y;spent;stars\n", "has no column 'what. she said', which model.fields");
    refused(MODEL, HEAD.replace("y;", "z;"), "no column 'y', which tasks.bought.column names");
    refused(MODEL, HEAD.replace("spent", "Spent"), "no column 'spent', which tasks.spent names");
    refused(MODEL + "csv: {id: nr}\n", HEAD, "no column 'nr', which csv.id names; it has age, job");
    refused(MODEL.replace("spent:", "age:"), HEAD, "'age' is a field and the label of age");
    refused(
        MODEL.replace("job: categorical", "job: sparse"),
        HEAD,
        "the field job is sparse, which no");
    refused(
        MODEL.replace("classification, classes: 5", "multilabel, labels: 2"),
        HEAD,
        "the task stars has several labels, which no cell of a table holds");
    refused(
        "model: {name: m, input: [9], trunk: [relu]}\ntasks: {y: {type: binary, target: true}}\n",
        HEAD,
        "has 6 columns beside labels, time, id and split, the model's input has 9");
    assertThatThrownBy(
            () ->
                records(
                    MODEL + "csv: {time: {column: other}}\n",
                    Order.RISING,
                    HEAD + "1;a;soon;c;no;1;1\n"))
        .hasMessageContaining("t.csv:2: 'soon' in the column 'other' is no time of the format");
    assertThatThrownBy(() -> records(MODEL, Order.SORTED, HEAD))
        .hasMessageContaining("--sort-by-time needs csv.time");
  }

  @Test
  void aTableWithoutARowIsRefusedBeforeAnythingIsFed() throws IOException {
    String full = write("full.csv", HEAD + "1;a;b;c;no;1;1\n");
    String bare = write("bare.csv", HEAD);

    assertThatThrownBy(
            () ->
                CsvSources.open(
                    List.of(full, bare),
                    parse(MODEL),
                    Long.MAX_VALUE,
                    Order.AS_THEY_STAND,
                    CsvSourceTest::none))
        .isInstanceOf(CommandException.class)
        .hasMessageEndingWith("bare.csv: holds the names of columns and no row below");
  }

  @Test
  void aMissingColumnMayBeAWrongDelimiter() {
    String model = MODEL + "csv: {delimiter: \",\"}\n";

    assertThatThrownBy(() -> records(model, Order.RISING, HEAD + "1;a;b;c;no;1;1\n"))
        .hasMessageContaining("t.csv:1: has no column 'y'")
        .hasMessageEndingWith(
            "; ';' looks like what separates cells: set csv.delimiter (init: --delimiter)");
  }

  @Test
  void aMissingColumnMayBeAWrongEncoding() {
    String model = MODEL.replace("job", "Größe") + "csv: {encoding: windows-1252}\n";
    String table = HEAD.replace("job", "Größe") + "1;a;b;c;no;1;1\n";

    assertThatThrownBy(() -> records(model, Order.RISING, table))
        .hasMessageContaining("t.csv:1: has no column 'Größe'")
        .hasMessageEndingWith(
            "; it is read as windows-1252, and looks like utf-8: set csv.encoding (init:"
                + " --encoding)");
    assertThatThrownBy(() -> records(MODEL.replace("job", "Größe"), Order.RISING, HEAD))
        .hasMessageEndingWith("spent, stars");
  }

  private void refused(String model, String head, String said) {
    assertThatThrownBy(() -> records(model, Order.RISING, head + "1;2;3;4;5;6;7\n"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(said)
        .message()
        .hasLineCount(1);
  }

  private List<String> records(String model, Order order, String rows) throws IOException {
    return feed(model, order, rows).stream()
        .map(record -> new String(record.value(), UTF_8))
        .toList();
  }

  private List<Long> times(String model, Order order, String rows) {
    try {
      return feed(model, order, rows).stream()
          .map(record -> Objects.requireNonNull(record.time()))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<FeedRecord> feed(String model, Order order, String rows) throws IOException {
    List<FeedRecord> records = new ArrayList<>();
    String file = write("t.csv", rows);
    CsvSources.open(List.of(file), parse(model), Long.MAX_VALUE, order, CsvSourceTest::none)
        .get(0)
        .forEach(records::add);
    return records;
  }

  private static List<Integer> tests(List<ExampleSource> sources) throws IOException {
    List<Integer> tests = new ArrayList<>();
    int[] number = {0};
    for (ExampleSource source : sources) {
      source.forEach(
          record -> {
            if (new String(record.value(), UTF_8).contains("\"split\":\"test\"")) {
              tests.add(number[0]);
            }
            number[0]++;
            return true;
          });
    }
    return tests;
  }

  private static ExampleSource none(String file) {
    throw new AssertionError(file);
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private Configuration parse(String text) {
    return ConfigurationFile.parse(text, "shop.yaml", folder, Map.of());
  }
}

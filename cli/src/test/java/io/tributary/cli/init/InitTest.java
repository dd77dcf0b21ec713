package io.tributary.cli.init;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cli.terminal.CommandException;
import io.tributary.model.TaskType;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.config.CsvConfig.TimeColumn;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.field.Field;
import io.tributary.model.field.FieldSpec;
import io.tributary.model.field.FieldSpec.Categorical;
import io.tributary.model.field.FieldSpec.Numeric;
import io.tributary.model.field.FieldSpec.Transform;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {

  private static final int ROWS = 3000;
  private static final LocalDate DAY = LocalDate.of(2024, 1, 1);

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void columnsAreTakenForWhatTheyLookLike() throws IOException {
    MadeTable table =
        new MadeTable(ROWS)
            .with("", row -> "" + row)
            .with("Kunden-Nr.", row -> "" + (5000 + row))
            .with("shuffled", row -> "" + (row * 7L) % ROWS) // every number once
            .drawn("Größe in m", random -> number(1.7 + 0.1 * random.nextGaussian()))
            .drawn("income", random -> number(Math.exp(8 + 2 * random.nextGaussian())))
            .drawn("job", random -> "job " + random.nextInt(12))
            .drawn("month", random -> "" + (1 + random.nextInt(12)))
            .drawn("visits", random -> "" + (int) Math.abs(20 * random.nextGaussian()))
            .drawn("street", random -> "s" + random.nextInt(700))
            .with("key", row -> "k-" + Integer.toHexString(row * 7919))
            .with("land", row -> "de")
            .with("void", row -> "")
            .drawn("said", InitTest::sentence)
            .drawn("gaps", random -> random.nextInt(3) == 0 ? "-" : number(random.nextGaussian()))
            .drawn("churned", random -> random.nextInt(20) == 0 ? "yes" : "no");

    Configuration configuration = init(table, "churned");

    Map<String, FieldSpec> fields = fields(configuration);
    assertThat(fields.keySet())
        .containsExactly(
            "Größe in m", "income", "job", "month", "visits", "street", "said", "gaps");
    assertThat(fields.get("Größe in m")).isEqualTo(new Numeric(Transform.NONE));
    assertThat(fields.get("income")).isEqualTo(new Numeric(Transform.LOG));
    assertThat(fields.get("job")).isInstanceOf(Categorical.class);
    assertThat(((Categorical) spec(fields, "job")).values()).isBetween(13, 40);
    assertThat(((Categorical) spec(fields, "month")).isLearned()).isTrue();
    assertThat(fields.get("visits")).isInstanceOf(Numeric.class);
    assertThat(((Categorical) spec(fields, "street")).buckets()).isGreaterThan(1400);
    assertThat(fields.get("said")).isInstanceOf(FieldSpec.Text.class);
    assertThat(fields.get("gaps")).isEqualTo(new Numeric(Transform.NONE));
    assertThat(configuration.csv().missing()).contains("-", "");
    assertThat(configuration.target().type())
        .isEqualTo(new TaskType.Binary(List.of("no", "yes"), List.of()));
    assertThat(configuration.tasks()).hasSize(1);
    assertThat(configuration.weighting().method()).isEqualTo("single");
    assertThat(configuration.csv().test()).isEqualTo(0.2);
    assertThat(text).contains("classWeights: [0.5").contains("#   key: is another value");
    assertThat(said).contains("Auxiliary tasks: none");
  }

  @Test
  void targetsAreTakenForTheirKind() throws IOException {
    assertThat(type(random -> "" + random.nextInt(2)))
        .isEqualTo(new TaskType.Binary(List.of("0", "1"), List.of()));
    assertThat(type(random -> random.nextInt(3) == 0 ? "A" : "B")) // the rarer is looked for
        .isEqualTo(new TaskType.Binary(List.of("B", "A"), List.of()));
    assertThat(type(random -> random.nextInt(3) == 0 ? "False" : "True"))
        .isEqualTo(new TaskType.Binary(List.of("False", "True"), List.of()));
    assertThat(type(random -> "" + (2 + random.nextInt(3) * 4)))
        .isEqualTo(new TaskType.Classification(3, List.of("2", "6", "10"), List.of()));
    assertThat(
            type(random -> List.of("null", "it's", "ja: \"nein\" #", "~").get(random.nextInt(4))))
        .isEqualTo(
            new TaskType.Classification(3, List.of("it's", "ja: \"nein\" #", "~"), List.of()));
    assertThat(type(random -> number(random.nextGaussian()))).isEqualTo(new TaskType.Regression());
    assertThat(type(random -> "" + random.nextInt(50))).isEqualTo(new TaskType.Regression());
  }

  @Test
  void copiesOfTheTargetAreLeftOutAndLeaksAreTold() throws IOException {
    MadeTable table =
        target(ROWS)
            .with("wording", row -> coin(row) ? "bought" : "left")
            .with("almost", row -> coin(row) ^ (row % 500 == 0) ? "1" : "0")
            .drawn("x", random -> number(random.nextGaussian()));

    Configuration configuration = init(table, "y");

    assertThat(fields(configuration)).containsOnlyKeys("almost", "x");
    assertThat(said)
        .contains("wording is the target in other words and is left out.")
        .contains("almost looks like a leak: y can be read off it.")
        .doesNotContain("x looks");
  }

  @Test
  void aColumnOfManyValuesIsNoLeakForKnowingRowsByHeart() throws IOException {
    MadeTable table = target(ROWS).drawn("street", random -> "s" + random.nextInt(1500));

    init(table, "y");

    assertThat(said).doesNotContain("leak");
  }

  @Test
  void partsOfASumAndNamedOutcomesBecomeAuxiliaryTasks() throws IOException {
    MadeTable bikes =
        new MadeTable(ROWS)
            .drawn("temp", random -> number(random.nextGaussian()))
            .drawn("casual", random -> "" + random.nextInt(100))
            .drawn("registered", random -> "" + random.nextInt(300))
            .with("cnt", row -> "" + (draw("casual", row, 100) + draw("registered", row, 300)));

    Configuration configuration = init(bikes, "cnt");

    assertThat(configuration.taskNames()).containsExactly("cnt", "casual", "registered");
    assertThat(configuration.target().name()).isEqualTo("cnt");
    assertThat(fields(configuration)).containsOnlyKeys("temp");

    MadeTable shop =
        target(ROWS)
            .drawn("x", random -> number(random.nextGaussian()))
            .drawn("was Clicked?", random -> random.nextBoolean() ? "J" : "N")
            .drawn("rating", random -> number(random.nextGaussian())); // another kind than y

    configuration = init(shop, "y");

    assertThat(configuration.taskNames()).containsExactly("y", "was_Clicked");
    assertThat(configuration.tasks().get(1).column()).isEqualTo("was Clicked?");
    assertThat(fields(configuration)).containsOnlyKeys("x", "rating");
  }

  @Test
  void noTasksLabelIsAmongTheInputs() throws IOException {
    MadeTable table =
        target(ROWS)
            .drawn("a", random -> number(random.nextGaussian()))
            .drawn("b", random -> "b" + random.nextInt(5))
            .drawn("c", random -> number(random.nextGaussian()));

    Configuration configuration =
        init(table, new Wanted("y", List.of("b", "c"), null, null, Set.of()));

    assertThat(configuration.taskNames()).containsExactly("y", "b", "c");
    assertThat(configuration.tasks().get(1).task().type())
        .isInstanceOf(TaskType.Classification.class);
    assertThat(fields(configuration)).containsOnlyKeys("a");
    assertThat(configuration.weighting().method()).isEqualTo("alphavil");
  }

  @Test
  void timesAreProposedWhereRowsStandInTheirOrder() throws IOException {
    MadeTable ordered =
        target(ROWS)
            .drawn("x", random -> number(random.nextGaussian()))
            .with("born", row -> "" + DAY.minusDays((row * 37L) % 20_000))
            .with("when", row -> german(DAY.plusDays(row / 10)));

    Configuration configuration = init(ordered, "y");

    assertThat(configuration.csv().time()).isEqualTo(new TimeColumn("when", "dd.MM.yyyy"));
    assertThat(fields(configuration)).containsOnlyKeys("x");
    assertThat(said).contains("The rows are not in the order of born.");

    configuration = init(ordered, new Wanted("y", List.of(), "born", null, Set.of()));

    assertThat(configuration.csv().time()).isEqualTo(new TimeColumn("born", "iso"));
    assertThat(said).contains("backtest then needs --sort-by-time");

    MadeTable seconds =
        target(ROWS)
            .drawn("x", random -> number(random.nextGaussian()))
            .with("timestamp", row -> "" + (1_700_000_000 + 60 * row));
    assertThat(init(seconds, "y").csv().time()).isEqualTo(new TimeColumn("timestamp", "epoch"));
  }

  @Test
  void hundredColumnsOfAnyShapeMakeAWorkingFile() throws IOException {
    MadeTable table = target(300);
    for (int i = 0; i < 100; i++) {
      String name =
          List.of("a b", "ü", "x.y", "null", "12", "#c", "it's", "q\"q", "y: z").get(i % 9);
      if (i % 2 == 0) {
        table.drawn(name + i, random -> number(random.nextGaussian()).replace('.', ','));
      } else {
        table.drawn(name + i, random -> "v" + random.nextInt(4));
      }
    }
    for (String lineEnd : List.of("\n", "\r\n")) {
      for (Charset charset : List.of(UTF_8, Charset.forName("windows-1252"))) {
        Path file = table.write(folder.resolve("w.csv"), ';', charset, lineEnd);
        Configuration configuration = parse(Init.of(file, wanted("y")));
        assertThat(fields(configuration)).hasSize(100).containsKeys("ü1", "null3", "q\"q7", "124");
        assertThat(configuration.csv().decimal()).isEqualTo(',');
        assertThat(configuration.csv().encoding())
            .isEqualTo(charset.name().toLowerCase(Locale.ROOT));
      }
    }
  }

  @Test
  void largeTablesAreSampledAllOver() throws IOException {
    MadeTable table =
        new MadeTable(70_000)
            .with("late", row -> row < 60_000 ? "a" : "b" + row % 3)
            .drawn("x", random -> number(random.nextGaussian()))
            .with("y", row -> row == 69_990 ? "maybe" : row % 2 == 0 ? "no" : "yes");

    Configuration configuration = init(table, "y");

    assertThat(fields(configuration)).containsKey("late");
    assertThat(configuration.target().type().classNames())
        .containsExactly("maybe", "no", "yes"); // it is in one row alone
    assertThat(text).contains("70,000 rows");
  }

  @Test
  void whatCannotBeLearnedIsOneLine() throws IOException {
    MadeTable table =
        target(100)
            .with("same", row -> "1")
            .with("names", row -> "name " + row)
            .drawn("x", random -> number(random.nextGaussian()));
    refused(table, wanted("z"), "t.csv:1: has no column 'z'; it has y, same, names, x");
    refused(table, wanted("same"), "the target 'same' is the same in all rows");
    refused(
        new MadeTable(300).with("names", row -> "n" + row).with("x", row -> "" + row % 3),
        wanted("names"),
        "the target 'names' has more than 100 values and they are no numbers");
    refused(
        table,
        new Wanted("y", List.of("same"), null, null, Set.of()),
        "--aux 'same' is the same in all rows");
    refused(
        table,
        new Wanted("y", List.of(), "x", null, Set.of()),
        "the column 'x' holds no times of a known format");
    refused(
        table, new Wanted("y", List.of(), null, null, Set.of("x")), "no column is left to learn");
    refused(target(5).with("x", row -> "" + row), wanted("y"), "has 5 rows; it takes 10");
  }

  private void refused(MadeTable table, Wanted wanted, String said) throws IOException {
    Path file = table.write(folder.resolve("t.csv"), ',', UTF_8, "\n");
    assertThatThrownBy(() -> Init.of(file, wanted))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(said)
        .message()
        .hasLineCount(1);
  }

  @SuppressWarnings("NullAway.Init") // set by init
  private String text;

  @SuppressWarnings("NullAway.Init") // set by init
  private String said;

  private TaskType type(java.util.function.Function<Random, String> target) throws IOException {
    MadeTable table =
        new MadeTable(500).drawn("x", random -> number(random.nextGaussian())).drawn("y", target);
    TaskConfig task = init(table, "y").tasks().get(0);
    return task.task().type();
  }

  private Configuration init(MadeTable table, String target) throws IOException {
    return init(table, wanted(target));
  }

  private Configuration init(MadeTable table, Wanted wanted) throws IOException {
    return parse(Init.of(table.write(folder.resolve("t.csv"), ',', UTF_8, "\n"), wanted));
  }

  private Configuration parse(Init init) {
    text = init.text();
    said = String.join("\n", init.said());
    return ConfigurationFile.parse(text, "t.yaml", folder, Map.of());
  }

  private static Wanted wanted(String target) {
    return new Wanted(target, List.of(), null, null, Set.of());
  }

  private static MadeTable target(int rows) {
    return new MadeTable(rows).with("y", row -> coin(row) ? "yes" : "no");
  }

  private static boolean coin(int row) {
    return MadeTable.random("y", row).nextInt(3) == 0;
  }

  private static int draw(String name, int row, int bound) {
    return MadeTable.random(name, row).nextInt(bound);
  }

  private static Map<String, FieldSpec> fields(Configuration configuration) {
    Map<String, FieldSpec> fields = new LinkedHashMap<>();
    for (Field field : configuration.model().fields().fields()) {
      fields.put(field.name(), field.spec());
    }
    return fields;
  }

  private static FieldSpec spec(Map<String, FieldSpec> fields, String name) {
    return java.util.Objects.requireNonNull(fields.get(name));
  }

  private static String sentence(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5 + random.nextInt(10); i++) {
      text.append("word").append(random.nextInt(300)).append(i % 4 == 3 ? ", " : " ");
    }
    return text.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String german(LocalDate day) {
    return "%02d.%02d.%d".formatted(day.getDayOfMonth(), day.getMonthValue(), day.getYear());
  }
}

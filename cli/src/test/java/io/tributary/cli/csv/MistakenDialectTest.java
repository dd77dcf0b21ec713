package io.tributary.cli.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cli.terminal.CommandException;
import io.tributary.model.config.CsvConfig;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are written in another way than the configuration says, or nobody guesses. */
class MistakenDialectTest {

  private static final String ROWS = "1,x\n".repeat(30_000);

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  static Stream<Arguments> delimiters() {
    String semicolon =
        "; ';' looks like what separates cells: set csv.delimiter (init: --delimiter)";
    return Stream.of(
        Arguments.of(
            ',',
            "\"a\";\"b\"\n\"1\";\"x, y\"\n",
            "t.csv:1: ';' follows a closing quote, where only ',' or the end of the line may"
                + semicolon),
        Arguments.of(
            ',', "a;b\n1;x, y\n2;z\n", "t.csv:2: the row has 2 cells, the header 1" + semicolon),
        Arguments.of(
            ';',
            "\"a\"\t\"b\"\n\"1\"\t\"x\"\n",
            "may; a tab looks like what separates cells: set csv.delimiter (init: --delimiter)"),
        Arguments.of(
            null,
            "\"a\":\"b\"\n\"1\":\"x\"\n",
            "t.csv:1: ':' follows a closing quote, where only ',' or the end of the line may; if it"
                + " separates cells, set csv.delimiter (init: --delimiter)"),
        Arguments.of(',', "a,b\n1,\"x\"y\n", "may; a quote within a cell is written twice"),
        Arguments.of(',', "a,b\n1\n", "t.csv:2: the row has one cell, the header 2"));
  }

  @ParameterizedTest
  @MethodSource("delimiters")
  void anotherDelimiterIsNamedWhereItLooksLikeTheMistake(
      @Nullable Character delimiter, String text, String said) throws IOException {
    Path file = file(text, UTF_8);

    assertThatThrownBy(() -> read(file, delimiter, null))
        .isInstanceOf(CommandException.class)
        .message()
        .endsWith(said)
        .hasLineCount(1);
  }

  @Test
  void whatIsGivenIsNotGuessed() throws IOException {
    Path file = file("a:b\n1:2\n", UTF_16BE); // without a mark
    TableReader table = TableReader.open(file, ':', UTF_16BE);

    assertThat(table.header()).containsExactly("a", "b");
    assertThat(table.encoding()).isEqualTo("utf-16be");
    assertThat(table.notUtf8()).isEmpty();
  }

  static Stream<Arguments> encodings() {
    String first = "a,b\n1,x\n";
    return Stream.of(
        Arguments.of(first + "2,ö\n", ISO_8859_1, "utf-8", "t.csv:3: the byte 0xF6, number 11 "),
        Arguments.of("ä,b\n", ISO_8859_1, "utf-8", "t.csv:1: the byte 0xE4, number 1 of the file"),
        Arguments.of(
            first.replace("\n", "\r\n") + ROWS + "2,ö\n", // in another block
            ISO_8859_1,
            "utf-8",
            "t.csv:30003: the byte 0xF6, number 120,013 of the file, is not utf-8; set csv.encoding"
                + " (init: --encoding) to what the file is written in, such as windows-1252"),
        Arguments.of(first + "2,ö\n", UTF_8, "us-ascii", "t.csv:3: the byte 0xC3, number 11 of"));
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void theFirstByteThatIsNotOfTheEncodingIsNamed(
      String text, Charset written, String said, String where) throws IOException {
    Path file = file(text, written);

    for (Character delimiter : new Character[] {',', null}) {
      assertThatThrownBy(() -> read(file, delimiter, said))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining(where)
          .message()
          .hasLineCount(1);
    }
  }

  /** Wherever it stands, and whatever characters of several bytes stand before it. */
  @Test
  void randomWrongBytesAreFoundWhereTheyWerePut() throws IOException {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      StringBuilder before = new StringBuilder("a,b\n");
      for (int i = random.nextInt(70_000); i > 0; i--) {
        before.append(random.nextInt(3) == 0 ? "€" : random.nextInt(9) == 0 ? "\n" : "ü");
      }
      byte[] right = before.toString().getBytes(UTF_8);
      byte[] all = java.util.Arrays.copyOf(right, right.length + 3);
      all[right.length] = (byte) 0xff;
      Path path = Files.write(folder.resolve("t.csv"), all);

      WrongByte wrong = WrongByte.find(CsvFile.of(path), UTF_8);

      long line = 1 + before.chars().filter(c -> c == '\n').count();
      assertThat(wrong).isEqualTo(new WrongByte(line, right.length + 1, 0xff));
    }
    assertThat(WrongByte.find(CsvFile.of(file("ü\n", UTF_8)), UTF_8)).isNull();
  }

  @Test
  void initSaysWhyItTakesAFileForWindows1252() throws IOException {
    assertThat(TableReader.open(file("a,b\n1,ö\n", ISO_8859_1)).notUtf8())
        .hasValue(
            "Not utf-8, for line 2 holds the byte 0xF6: taken for windows-1252 (--encoding).");
    assertThat(TableReader.open(file("a,b\n1,ö\n", UTF_8)).notUtf8()).isEmpty();
  }

  @Test
  void namesOfColumnsAloneAreNoTable() throws IOException {
    for (String alone : List.of("a,b\n", "a,b", "\na,b\r\n\r\n")) {
      CsvTable table = CsvTable.guessed(file(alone, UTF_8));
      assertThatThrownBy(table::requireRows)
          .isInstanceOf(CommandException.class)
          .hasMessageEndingWith("t.csv: holds the names of columns and no row below");
    }
    CsvTable one = CsvTable.guessed(file("a,b\n1,2", UTF_8));
    assertThatCode(one::requireRows).doesNotThrowAnyException();
  }

  private void read(Path file, @Nullable Character delimiter, @Nullable String encoding)
      throws IOException {
    CsvConfig config =
        new CsvConfig(delimiter, '"', encoding, '.', List.of(""), null, null, null, 0);
    CsvTable.open(file, config).forEach(row -> true);
  }

  private Path file(String text, Charset charset) throws IOException {
    return Files.write(folder.resolve("t.csv"), text.getBytes(charset));
  }
}

package io.tributary.cli.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cli.terminal.CommandException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CsvTableTest {

  private static final String UMLAUT_LATE =
      "name,n\n" + "plain,1\n".repeat(30_000) + "Jörg Größe,2\n";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  static Stream<Arguments> shapes() {
    String plain = "a,b\n1,x\n2,y\n";
    return Stream.of(
        Arguments.of(plain, UTF_8),
        Arguments.of(plain.replace(',', ';'), UTF_8),
        Arguments.of(plain.replace(',', '\t'), UTF_8),
        Arguments.of(plain.replace(',', '|'), UTF_8),
        Arguments.of(plain.replace("\n", "\r\n"), UTF_8),
        Arguments.of(plain.replace("\n", "\r"), UTF_8),
        Arguments.of(plain.strip(), UTF_8),
        Arguments.of("\n\n" + plain + "\n\n", UTF_8),
        Arguments.of("\uFEFF" + plain, UTF_8),
        Arguments.of(plain, UTF_16), // with its mark
        Arguments.of("a, b\n1, x\n2, y\n", UTF_8),
        Arguments.of("\"a\";\"b\"\n\"1\";\"x\"\n\"2\";\"y\"\n", UTF_8),
        Arguments.of("'a','b'\n'1','x'\n'2','y'\n", UTF_8));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theSameTableIsReadFromEveryShape(String text, Charset charset) throws IOException {
    byte[] bytes = text.getBytes(charset);
    Path plain = Files.write(folder.resolve("t.csv"), bytes);
    Path packed = Files.write(folder.resolve("t.csv.gz"), packed(bytes));

    for (Path file : List.of(plain, packed)) {
      CsvTable table = CsvTable.guessed(file);
      assertThat(table.header()).containsExactly("a", "b");
      assertThat(rows(table)).containsExactly(List.of("1", "x"), List.of("2", "y"));
    }
  }

  @Test
  void quotedCellsHoldDelimitersQuotesAndLineEnds() throws IOException {
    CsvTable table =
        CsvTable.guessed(file("t;u\n\"a;b \"\"c\"\"\";\"two\r\nlines\"\n5;6\n".getBytes(UTF_8)));

    assertThat(rows(table))
        .containsExactly(List.of("a;b \"c\"", "two\r\nlines"), List.of("5", "6"));
  }

  @Test
  void delimitersWithinTextDoNotMislead() throws IOException {
    StringBuilder text = new StringBuilder("id;comment;y\n");
    for (int i = 0; i < 50; i++) {
      text.append(i).append(";one, two, three").append(i % 3 == 0 ? ", four" : "").append(";1\n");
    }

    assertThat(CsvTable.guessed(file(text.toString().getBytes(UTF_8))).header())
        .containsExactly("id", "comment", "y");
  }

  @ParameterizedTest
  @MethodSource("charsets")
  void theEncodingIsFoundHoweverLateItShows(Charset charset) throws IOException {
    CsvTable table = CsvTable.guessed(file(UMLAUT_LATE.getBytes(charset)));

    List<List<String>> rows = rows(table);
    assertThat(rows.get(rows.size() - 1)).containsExactly("Jörg Größe", "2");
  }

  static Stream<Charset> charsets() {
    return Stream.of(UTF_8, ISO_8859_1, Charset.forName("windows-1252"), UTF_16);
  }

  /** The encoding is searched in pieces: characters of several bytes lie across their ends. */
  @Test
  void randomUtf8IsNeverTakenForAnythingElse() throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder("h,n\n");
      for (int i = 0; i < 90_000; i++) {
        text.append(random.nextInt(3) == 0 ? "€" : random.nextInt(2) == 0 ? "ü" : "a");
      }
      text.append(",1\n");
      CsvTable table = CsvTable.guessed(file(text.toString().getBytes(UTF_8)));
      assertThat(table.dialect().charset()).isEqualTo(UTF_8);
    }
  }

  static Stream<Arguments> wrongFiles() {
    return Stream.of(
        wrong("", "t.csv: the file is empty"),
        wrong("\n\n", "t.csv: holds no row"),
        wrong("a,b\n1,2\n3\n", "t.csv:3: the row has one cell, the header 2"),
        wrong("a,b\n1,2\n\n3,4,5\n", "t.csv:4: the row has 3 cells, the header 2"),
        wrong("a,b\n1,2\n3,\"4\n5,6\n", "t.csv:3: a quote is opened in this row and never closed"),
        wrong("a,b\n1,\"x\"y\n", "t.csv:2: 'y' follows a closing quote, where only ',' or the"),
        wrong(
            "a,b\n1,\"" + "x".repeat(5 << 20) + "\n", "t.csv:2: a quote is opened in this row and"),
        wrong("a,b,a\n1,2,3\n", "t.csv:1: two columns are called 'a'; rename one"),
        wrong("39,77516.5\n50,83311\n", "t.csv:1: the first row holds no names of columns"),
        wrong("PK\u0003\u0004rest", "t.csv: is a ZIP or Excel file; unpack it, or save the sheet"),
        wrong("%PDF-1.4\n", "t.csv: is a PDF file"),
        wrong("a,b\n1,\u0000\n", "t.csv:2: holds a zero byte"),
        wrong("a,b\n\u0001\u0002", "t.csv:2: holds the control character 1: no text file"));
  }

  private static Arguments wrong(String text, String said) {
    return Arguments.of(text, said);
  }

  @ParameterizedTest
  @MethodSource("wrongFiles")
  void aWrongFileGetsOneLineThatSaysWhatAndWhere(String text, String said) throws IOException {
    Path file = file(text.getBytes(ISO_8859_1));

    assertThatThrownBy(() -> rows(CsvTable.guessed(file)))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(said)
        .message()
        .hasLineCount(1);
  }

  @Test
  void aBrokenArchiveIsSaidToBeBroken() throws IOException {
    byte[] whole = packed(("a,b\n" + "1,2\n".repeat(100_000)).getBytes(UTF_8));
    Path cut = Files.write(folder.resolve("cut.csv.gz"), java.util.Arrays.copyOf(whole, 200));

    assertThatThrownBy(() -> rows(CsvTable.guessed(cut)))
        .hasMessageContaining("cut.csv.gz: its compression is broken or cut off");
  }

  @Test
  void numbersAreTakenInEverySpellingAndNothingElseIs() {
    assertThat(Cells.number("-12.50", '.')).isEqualTo("-12.50");
    assertThat(Cells.number("+1e5", '.')).isEqualTo("1e5");
    assertThat(Cells.number(".5", '.')).isEqualTo("0.5");
    assertThat(Cells.number("-.5", '.')).isEqualTo("-0.5");
    assertThat(Cells.number("5.", '.')).isEqualTo("5");
    assertThat(Cells.number("007", '.')).isEqualTo("7");
    assertThat(Cells.number("000", '.')).isEqualTo("0");
    assertThat(Cells.number("1,5", ',')).isEqualTo("1.5");
    assertThat(Cells.number("-1.234.567,25", ',')).isEqualTo("-1234567.25");
    for (String none : List.of("", "-", ".", "e5", "1,5", "0x1F", "NaN", "inf", "1 2", "1.2.3")) {
      assertThat(Cells.number(none, '.')).as(none).isNull();
    }
    assertThat(Cells.number("1.5", ',')).isNull(); // half a thousand, or a half?
  }

  private static List<List<String>> rows(CsvTable table) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    table.forEach(
        row ->
            rows.add(Stream.of(row.cells()).map(c -> c.contains("\n") ? c : c.strip()).toList()));
    assertThat(table.count()).isEqualTo(rows.size());
    return rows;
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("t.csv"), bytes);
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}

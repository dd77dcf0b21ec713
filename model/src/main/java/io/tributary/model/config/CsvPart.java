package io.tributary.model.config;

import io.tributary.model.config.CsvConfig.TimeColumn;
import java.util.List;
import java.util.regex.Pattern;

/** The section {@code csv}. */
final class CsvPart extends Part<CsvConfig> {

  /** Names of columns, as they stand in the first line of files. */
  static final Text COLUMN =
      new Text(
          Pattern.compile("(?=.*\\S)[^\\p{Cntrl}]{1,200}"),
          "a column's name, up to 200 characters");

  private static final TimePart TIME_PART = new TimePart();

  private static final Key<Character> DELIMITER =
      Key.derived(
          "delimiter",
          new OneCharacter("one character between cells, such as \",\", \";\" or tab"),
          "found out from the head of the file",
          "Stands between cells");
  private static final Key<Character> QUOTE =
      Key.optional(
          "quote",
          new OneCharacter("one character around cells"),
          '"',
          "Stands around cells that hold delimiters or line ends; doubled within them");
  private static final Key<String> ENCODING =
      Key.derived(
          "encoding",
          new CharacterSet(),
          "UTF-8 or UTF-16 by its mark, UTF-8 where all of the file is, else windows-1252",
          "Character set of the file");
  private static final Key<String> DECIMAL =
      Key.optional(
          "decimal",
          Choice.of(List.of(".", ","), List.of()),
          ".",
          "The mark before a number's fraction; with a comma, points between thousands are passed"
              + " over");
  private static final Key<List<String>> MISSING =
      Key.optional(
          "missing",
          new TextList("a list of texts, such as [\"\", \"NA\"]"),
          List.of("", "NA", "NaN", "null", "?"),
          "Cells that hold no value, without the blanks around them");
  private static final Key<TimeColumn> TIME =
      Key.derived("time", TIME_PART, "none", "Where rows tell their time");
  private static final Key<String> ID =
      Key.derived("id", COLUMN, "none", "Column of a row's id, which decides whether it is dev");
  static final Key<String> SPLIT =
      Key.derived("split", COLUMN, "none", "Column that says `train`, `dev` or `test`");
  static final Key<Double> TEST =
      Key.optional(
          "test",
          RealNumber.SHARE,
          0.0,
          "Share of the rows, the last ones, that are test examples; not with `csv.split`");

  @Override
  List<Key<?>> keys() {
    return List.of(DELIMITER, QUOTE, ENCODING, DECIMAL, MISSING, TIME, ID, SPLIT, TEST);
  }

  @Override
  CsvConfig build(Section section) {
    Character delimiter = section.find(DELIMITER);
    if (delimiter != null && delimiter.equals(section.get(QUOTE))) {
      throw section.refuse(QUOTE, "is the delimiter too; they must differ");
    }
    if (section.find(SPLIT) != null && section.get(TEST) > 0) {
      throw section.refuse(
          TEST, "stands beside csv.split, which says it already; keep one of them");
    }
    return new CsvConfig(
        delimiter,
        section.get(QUOTE),
        section.find(ENCODING),
        section.get(DECIMAL).charAt(0),
        section.get(MISSING),
        section.find(TIME),
        section.find(ID),
        section.find(SPLIT),
        section.get(TEST));
  }

  @Override
  Fields fields(CsvConfig csv) {
    Fields fields = new Fields();
    if (csv.delimiter() != null) {
      fields.with(DELIMITER, csv.delimiter());
    }
    fields.with(QUOTE, csv.quote());
    if (csv.encoding() != null) {
      fields.with(ENCODING, csv.encoding());
    }
    fields.with(DECIMAL, String.valueOf(csv.decimal())).with(MISSING, csv.missing());
    if (csv.time() != null) {
      fields.with(TIME, csv.time());
    }
    if (csv.id() != null) {
      fields.with(ID, csv.id());
    }
    if (csv.split() != null) {
      fields.with(SPLIT, csv.split());
    }
    return fields.with(TEST, csv.test());
  }

  /** The section {@code csv.time}. */
  private static final class TimePart extends Part<TimeColumn> {
    private static final Key<String> NAME =
        Key.required("column", COLUMN, "Column of a row's time");
    private static final Key<String> FORMAT =
        Key.optional(
            "format",
            new TimeFormat(),
            TimeFormat.ISO,
            "How it is written; UTC where it says no offset");

    @Override
    List<Key<?>> keys() {
      return List.of(NAME, FORMAT);
    }

    @Override
    TimeColumn build(Section section) {
      return new TimeColumn(section.get(NAME), section.get(FORMAT));
    }

    @Override
    Fields fields(TimeColumn time) {
      return new Fields().with(NAME, time.column()).with(FORMAT, time.format());
    }
  }
}

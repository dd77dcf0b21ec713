package io.tributary.model.config;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How tables are read: what feeding needs to make records of the rows of CSV files. Learning hangs
 * on none of it once the records are made.
 *
 * @param delimiter between cells; null: found out from the head of the file
 * @param quote around cells that hold delimiters or line ends
 * @param encoding name of a character set; null: found out from the file
 * @param decimal the mark before a number's fraction, {@code .} or {@code ,}
 * @param missing cells that hold no value
 * @param time where rows tell their time, or null
 * @param id the column of each row's id, or null
 * @param split the column that says train, dev or test, or null
 * @param test share of the rows, the last ones, that are test examples
 */
public record CsvConfig(
    @Nullable Character delimiter,
    char quote,
    @Nullable String encoding,
    char decimal,
    List<String> missing,
    @Nullable TimeColumn time,
    @Nullable String id,
    @Nullable String split,
    double test)
    implements Serializable {

  /** Of a configuration that says nothing of tables. */
  public static final CsvConfig DEFAULT = new CsvPart().defaults();

  public CsvConfig {
    missing = List.copyOf(missing);
  }

  /**
   * The column of the time.
   *
   * @param column its name
   * @param format {@code iso}, {@code epoch} (seconds), {@code epochMillis}, or a pattern of {@link
   *     java.time.format.DateTimeFormatter}; UTC where it says no offset
   */
  public record TimeColumn(String column, String format) implements Serializable {}
}

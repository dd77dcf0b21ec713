package io.tributary.cli.csv;

import io.tributary.model.config.CsvConfig;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * How a file writes a table.
 *
 * @param delimiter between cells
 * @param quote around cells
 * @param charset of the file
 */
record Dialect(char delimiter, char quote, Charset charset) {

  /** What a configuration says, and what it leaves open by the file itself. */
  static Dialect of(CsvFile file, CsvConfig config) {
    String encoding = config.encoding();
    Charset charset = encoding == null ? Encodings.of(file) : Charset.forName(encoding);
    return with(file, config.delimiter(), config.quote(), charset);
  }

  /** By the file, but for what is known; null: it is not. */
  static Dialect guessed(CsvFile file, @Nullable Character delimiter, @Nullable Charset encoding) {
    Charset charset = encoding == null ? Encodings.of(file) : encoding;
    Dialect usual = with(file, delimiter, '"', charset);
    return DialectGuess.quotesSingly(file, usual) ? with(file, delimiter, '\'', charset) : usual;
  }

  /** A character as a person reads it. */
  static String shown(char character) {
    return character == '\t' ? "a tab" : "'" + CsvTable.shown("" + character) + "'";
  }

  private static Dialect with(
      CsvFile file, @Nullable Character delimiter, char quote, Charset charset) {
    return delimiter == null
        ? DialectGuess.of(file, charset, quote)
        : new Dialect(delimiter, quote, charset);
  }
}

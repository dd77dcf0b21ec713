package io.tributary.cli.csv;

import io.tributary.model.config.CsvConfig;
import java.nio.charset.Charset;

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
    Character delimiter = config.delimiter();
    return delimiter == null
        ? DialectGuess.of(file, charset, config.quote())
        : new Dialect(delimiter, config.quote(), charset);
  }

  /** Delimiter, quote and character set by the file alone. */
  static Dialect guessed(CsvFile file) {
    Charset charset = Encodings.of(file);
    Dialect usual = DialectGuess.of(file, charset, '"');
    return DialectGuess.quotesSingly(file, usual) ? DialectGuess.of(file, charset, '\'') : usual;
  }
}

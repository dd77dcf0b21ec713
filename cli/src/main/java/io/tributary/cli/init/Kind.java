package io.tributary.cli.init;

/** What a column is taken for. */
sealed interface Kind {

  /** What stands behind the name in the configuration, for columns that are inputs. */
  record Input(String yaml, String why) implements Kind {}

  /** No input. */
  record LeftOut(String why) implements Kind {}

  /** A time. */
  record Time(String format) implements Kind {}
}

/** Tables: CSV files, what their columns hold, and the records that their rows become. */
@NullMarked
package io.tributary.cli.csv;

import org.jspecify.annotations.NullMarked;

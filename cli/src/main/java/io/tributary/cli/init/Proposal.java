package io.tributary.cli.init;

import io.tributary.model.config.CsvConfig.TimeColumn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a table is taken for.
 *
 * @param tasks the target first
 * @param fields inputs by their column's name, in the order of the table
 * @param leftOut columns that are nothing, and why
 * @param time where rows tell their time, or null
 * @param id column of ids, or null
 * @param warnings what a person should look at, a sentence each
 * @param decimal the mark before a number's fraction
 * @param missing cells that hold no value
 * @param rows of the table
 */
record Proposal(
    List<Outcome> tasks,
    Map<String, Kind.Input> fields,
    Map<String, String> leftOut,
    @Nullable TimeColumn time,
    @Nullable String id,
    List<String> warnings,
    char decimal,
    List<String> missing,
    long rows) {

  Outcome target() {
    return tasks.get(0);
  }
}

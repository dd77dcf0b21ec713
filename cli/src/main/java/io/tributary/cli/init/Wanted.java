package io.tributary.cli.init;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a table.
 *
 * @param target column of the target
 * @param auxiliaries columns of auxiliary tasks; none: they are looked for
 * @param time column of times, or null
 * @param id column of ids, or null
 * @param dropped columns that are to be nothing
 */
public record Wanted(
    String target,
    List<String> auxiliaries,
    @Nullable String time,
    @Nullable String id,
    Set<String> dropped) {
  public Wanted {
    auxiliaries = List.copyOf(auxiliaries);
    dropped = Set.copyOf(dropped);
  }
}

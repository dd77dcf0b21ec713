package io.tributary.model.lineage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A command that a run has followed.
 *
 * @param offset where it stands in the log of commands
 * @param round the first that was run with it
 * @param command as it stands there
 */
public record LoggedCommand(long offset, long round, Map<String, Object> command) {
  public LoggedCommand {
    command = Collections.unmodifiableMap(new LinkedHashMap<>(command));
  }
}

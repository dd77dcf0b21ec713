package io.tributary.connectors.checkpoint;

import java.util.Locale;

/** Names of models that move from one published model to another. */
public enum Alias {
  /** The newest published model. */
  CANDIDATE,
  /** The model that serves: the newest that was not worse than the champion before it. */
  CHAMPION;

  /** The key of what the job says of it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The key of what people say of it: compaction must not drop one for the other. */
  public String commandKey() {
    return key() + ".command";
  }

  @Override
  public String toString() {
    return key();
  }
}

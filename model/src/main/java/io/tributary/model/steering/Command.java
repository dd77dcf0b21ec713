package io.tributary.model.steering;

/** What a person tells a running model. */
public sealed interface Command {

  /**
   * There is one more task.
   *
   * @param task its name
   * @param entry what would stand under its name in the file, as YAML
   */
  record AddTask(String task, String entry) implements Command {}

  /** The task takes no part in rounds until it is resumed; its examples are kept. */
  record Pause(String task) implements Command {}

  /** The task takes part again. */
  record Resume(String task) implements Command {}

  /** The task takes part no more; its examples are counted and set aside. */
  record Retire(String task) implements Command {}

  /** All other tasks serve this one from now on. */
  record Target(String task) implements Command {}

  /**
   * A key of the configuration gets another value.
   *
   * @param key its path, such as {@code weighting.method}
   * @param value as it would stand in the file
   */
  record Set(String key, String value) implements Command {}

  /** The present parameters are published. */
  record Publish() implements Command {}

  /**
   * An earlier published model is champion.
   *
   * @param to its round
   * @param hold whether it stays so until it is released
   */
  record Rollback(long to, boolean hold) implements Command {}

  /** The champion is held no longer. */
  record Release() implements Command {}
}

package io.tributary.model.steering;

/** What becomes of a command. */
public sealed interface Ruling {

  /**
   * It holds.
   *
   * @param steering with it
   */
  record Accepted(Steering steering) implements Ruling {}

  /**
   * It changes nothing.
   *
   * @param reason in one line
   */
  record Refused(String reason) implements Ruling {}
}

package io.tributary.chaos.fault;

import java.time.Duration;

/** One thing that happens to the cluster, and how it is put right. */
interface Fault {

  /** For people: what is struck. */
  String description();

  /** Lets it happen. */
  void strike() throws Exception;

  /** How long it lasts. */
  Duration lasts();

  /** Puts it right, as an operator would. */
  void heal() throws Exception;

  /** Whether the job has to be restored after it. */
  boolean restores();
}

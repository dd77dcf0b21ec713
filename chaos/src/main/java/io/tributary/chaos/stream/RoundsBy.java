package io.tributary.chaos.stream;

/** The two kinds of rounds whose model is a function of the log alone. */
public enum RoundsBy {
  /** Event time, no idle partition; every partition holds examples of every task. */
  TARGET("{by: target, idleAfter: 0s}", 2),
  /** Counts, waiting for all; one partition a task. */
  COUNT("{by: count, wait: all}", 3);

  private final String configuration;
  private final int partitions;

  RoundsBy(String configuration, int partitions) {
    this.configuration = configuration;
    this.partitions = partitions;
  }

  String configuration() {
    return configuration;
  }

  int partitions() {
    return partitions;
  }
}

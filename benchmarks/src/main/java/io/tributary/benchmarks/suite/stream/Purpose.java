package io.tributary.benchmarks.suite.stream;

import java.util.Locale;

/** What a run is for. Each has seeds of its own, so that nothing reported was tuned on. */
public enum Purpose {
  /** Choosing hyper-parameters. */
  TUNE(9000),
  /** Developing methods. */
  DEVELOP(5000),
  /** Telling once. */
  REPORT(0);

  private final long firstSeed;

  Purpose(long firstSeed) {
    this.firstSeed = firstSeed;
  }

  /** The n-th seed, from 1. */
  public long seed(int n) {
    return firstSeed + n;
  }

  /** As results spell it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.tributary.cli.init;

/**
 * Sizes of learning that suit a table.
 *
 * @param miniEpoch target examples of a round
 * @param batch examples of a step
 * @param epochs passes over a mini-epoch
 * @param units of the trunk's dense layer
 * @param window dev examples kept
 */
record Sizes(int miniEpoch, int batch, int epochs, int units, int window) {

  private static final double LEARNED_FROM = 0.72; // no test, no dev

  /** Of a table with so many rows. */
  static Sizes of(long rows) {
    long learned = (long) (rows * LEARNED_FROM);
    int miniEpoch = within(32, learned / 60, 4096);
    return new Sizes(
        miniEpoch,
        within(16, miniEpoch / 8, 128),
        rows < 5_000 ? 4 : rows < 100_000 ? 2 : 1,
        rows < 2_000 ? 32 : 64,
        within(128, rows / 12, 4096));
  }

  private static int within(int least, long wanted, int most) {
    return (int) Math.max(least, Math.min(most, Long.highestOneBit(Math.max(1, wanted))));
  }
}

package io.tributary.benchmarks.wu;

import java.io.PrintStream;

/**
 * Measures what Wu, Zhang, Ré 2020, arXiv 2005.00944, claim of alignment and of reweighting, with
 * the model's own rounds, and prints tables in Markdown. The same arguments give the same tables on
 * the same kind of CPU.
 */
public final class WuClaims {

  private static final int SEEDS = 8;
  private static final int PAIRS = 20;

  private WuClaims() {}

  /** Takes the seeds of the linear tasks and the pairs of labels, if not 8 and 20. */
  public static void main(String[] args) {
    int seeds = args.length > 0 ? Integer.parseInt(args[0]) : SEEDS;
    int pairs = args.length > 1 ? Integer.parseInt(args[1]) : PAIRS;
    print(seeds, pairs, System.out);
  }

  /**
   * Measures and prints.
   *
   * @param seeds of the linear tasks, at least 2
   * @param pairs of labels, at least 2
   */
  public static void print(int seeds, int pairs, PrintStream out) {
    out.println("#### Four linear tasks: task 1 with another one, against task 1 alone");
    out.println();
    new LinearClaim(seeds).print(out);
    out.println();
    out.println("#### Label noise on one of two tasks with the same inputs");
    out.println();
    new LabelNoiseClaim(pairs).print(out);
  }
}

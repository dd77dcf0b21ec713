package io.tributary.benchmarks.suite;

/** Counts passes over one example: a forward pass is one, a backward pass two. Of one thread. */
final class Passes {

  private double count;

  void forward(int examples) {
    count += examples;
  }

  void forwardAndBack(long examples) {
    count += 3.0 * examples;
  }

  double count() {
    return count;
  }
}

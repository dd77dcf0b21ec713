package io.tributary.cli.demo;

import io.tributary.model.Split;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The demo's stream. All tasks have the same kind of inputs, {@value #FEATURES} Gaussian numbers,
 * and {@value #CLASSES} classes:
 *
 * <ul>
 *   <li>{@code target}: few examples;
 *   <li>{@code helpful}: many examples of the same question, one label in seven guessed;
 *   <li>{@code neutral}: another question, which has nothing to do with the target's;
 *   <li>{@code harmful}: the target's question, but the classes change their names again and again,
 *       so that what it teaches contradicts what it taught before.
 * </ul>
 */
final class DemoStream {

  static final int FEATURES = 32;
  static final int CLASSES = 4;

  /** The tasks, in the order of the demo's configuration. */
  enum DemoTask {
    TARGET(24),
    HELPFUL(160),
    NEUTRAL(24),
    HARMFUL(320);

    private final int perRound;

    DemoTask(int perRound) {
      this.perRound = perRound;
    }

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * One example.
   *
   * @param task it belongs to
   * @param split it is for
   * @param features the input
   * @param label the class
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  record DemoExample(DemoTask task, Split split, float[] features, int label) {}

  /** Takes the examples one by one. */
  @FunctionalInterface
  interface Sink {
    boolean accept(DemoExample example) throws java.io.IOException;
  }

  private static final int DEV = 256;
  private static final int TEST = 2000;
  private static final double GUESSED = 1 / 7.0;

  private final int rounds;
  private final RandomGenerator random;
  private final Teacher shared;
  private final Teacher other;
  private int renamed;

  DemoStream(long seed, int rounds) {
    this.rounds = rounds;
    this.random = new SplittableRandom(seed);
    Teacher[] teachers = Teacher.unrelated(2, CLASSES, FEATURES, random);
    this.shared = teachers[0];
    this.other = teachers[1];
  }

  /** The truth behind the target. */
  Teacher sharedTeacher() {
    return shared;
  }

  /** Number of examples. */
  int size() {
    int perRound = 0;
    for (DemoTask task : DemoTask.values()) {
      perRound += task.perRound;
    }
    return DEV + rounds * perRound + TEST;
  }

  /**
   * All of it, once: dev examples, then rounds that each end with a target's example, then tests.
   */
  void forEach(Sink sink) throws java.io.IOException {
    boolean more =
        several(sink, DemoTask.TARGET, Split.TEST, TEST)
            && several(sink, DemoTask.TARGET, Split.DEV, DEV);
    for (int round = 0; more && round < rounds; round++) {
      renamed = round;
      more = round(sink);
    }
  }

  /** The target's examples stand evenly among the others. */
  private boolean round(Sink sink) throws java.io.IOException {
    boolean more = true;
    for (int part = 1; more && part <= DemoTask.TARGET.perRound; part++) {
      for (DemoTask task : DemoTask.values()) {
        int before = (part - 1) * task.perRound / DemoTask.TARGET.perRound;
        int until = part * task.perRound / DemoTask.TARGET.perRound;
        if (task != DemoTask.TARGET) {
          more &= several(sink, task, Split.TRAIN, until - before);
        }
      }
      more = more && several(sink, DemoTask.TARGET, Split.TRAIN, 1);
    }
    return more;
  }

  private boolean several(Sink sink, DemoTask task, Split split, int count)
      throws java.io.IOException {
    boolean more = true;
    for (int i = 0; more && i < count; i++) {
      float[] features = new float[FEATURES];
      for (int j = 0; j < FEATURES; j++) {
        features[j] = (float) random.nextGaussian();
      }
      more = sink.accept(new DemoExample(task, split, features, label(task, features)));
    }
    return more;
  }

  private int label(DemoTask task, float[] features) {
    return switch (task) {
      case TARGET -> shared.classOf(features);
      case HELPFUL ->
          random.nextDouble() < GUESSED ? random.nextInt(CLASSES) : shared.classOf(features);
      case NEUTRAL -> other.classOf(features);
      case HARMFUL -> (shared.classOf(features) + renamed) % CLASSES;
    };
  }
}

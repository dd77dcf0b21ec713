package io.tributary.benchmarks.suite.stream;

import java.util.function.DoubleFunction;

/**
 * A task of a made stream.
 *
 * @param name of the task
 * @param perRound training examples in a round
 * @param truth of its labels, by how much of the stream has passed, from 0 to 1
 */
record MadeTask(String name, int perRound, DoubleFunction<Truth> truth) {

  /** What a label says. */
  sealed interface Truth {}

  /**
   * The answer to a question about a hidden layer; question 0 of layer 0 is the target's.
   *
   * @param layer which
   * @param question about it
   * @param guessed share of labels that are drawn instead
   */
  record Answer(int layer, int question, double guessed) implements Truth {}

  /** Nothing: every label is drawn. */
  record Drawn() implements Truth {}

  /** The answer of question 0 about layer 0, with the classes' names changing again and again. */
  record Renamed() implements Truth {}

  static MadeTask always(String name, int perRound, Truth truth) {
    return new MadeTask(name, perRound, passed -> truth);
  }

  /** One truth until half of the stream has passed, then another. */
  static MadeTask turning(String name, int perRound, Truth before, Truth after) {
    return new MadeTask(name, perRound, passed -> passed < 0.5 ? before : after);
  }
}

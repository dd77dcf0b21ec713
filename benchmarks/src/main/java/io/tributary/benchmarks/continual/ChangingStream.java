package io.tributary.benchmarks.continual;

import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A stream of a target and one other task whose truths change at known rounds.
 *
 * @param name of the stream
 * @param phases in order
 * @param distance of the centres of the concepts' inputs from 0, a standard deviation
 */
record ChangingStream(String name, List<Phase> phases, double distance) {

  /** The truth of the target changes twice. */
  static final ChangingStream TARGET_TURNS =
      new ChangingStream(
          "the target turns",
          List.of(new Phase(200, 0, 0), new Phase(150, 1, 0), new Phase(150, 2, 0)),
          0);

  /** The truth of the other task changes, and comes back. */
  static final ChangingStream SIDE_TURNS =
      new ChangingStream(
          "the other task turns",
          List.of(new Phase(200, 0, 0), new Phase(150, 0, 1), new Phase(150, 0, 0)),
          0);

  /** Both truths change, and come back; inputs of the two lie apart. */
  static final ChangingStream RETURNING =
      new ChangingStream(
          "a concept that returns",
          List.of(new Phase(150, 0, 0), new Phase(150, 1, 1), new Phase(60, 0, 0)),
          1);

  static final int MINI_EPOCH = 64;
  private static final int DEV = 8;
  private static final double NOISE = 0.05;

  /** Rounds of all phases. */
  int rounds() {
    return phases.stream().mapToInt(Phase::rounds).sum();
  }

  /** The first rounds of a new phase, counted from 1. */
  List<Integer> changes() {
    List<Integer> changes = new ArrayList<>();
    int round = 1;
    for (Phase phase : phases.subList(0, phases.size() - 1)) {
      round += phase.rounds();
      changes.add(round);
    }
    return changes;
  }

  /** The stream of a seed, and tests of each concept. */
  Made make(long seed) {
    Random random = new Random(seed);
    List<Concept> concepts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      concepts.add(Concept.random(random, distance));
    }
    List<Example> examples = new ArrayList<>();
    for (Phase phase : phases) {
      Concept target = concepts.get(phase.target());
      Concept side = concepts.get(phase.side());
      for (int round = 0; round < phase.rounds(); round++) {
        for (int i = 0; i < MINI_EPOCH; i++) {
          add(examples, 1, Split.TRAIN, side, NOISE, random);
          if (i < DEV) {
            add(examples, 0, Split.DEV, target, NOISE, random);
          }
          add(examples, 0, Split.TRAIN, target, NOISE, random);
        }
      }
    }
    List<List<Example>> tests = new ArrayList<>();
    for (Concept concept : concepts) {
      List<Example> test = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        add(test, 0, Split.TEST, concept, 0, random);
      }
      tests.add(test);
    }
    return new Made(examples, tests);
  }

  /**
   * A stream as it was drawn.
   *
   * @param examples in the order of the log
   * @param tests of the target, a list a concept
   */
  record Made(List<Example> examples, List<List<Example>> tests) {}

  private static void add(
      List<Example> to, int task, Split split, Concept concept, double noise, Random random) {
    float[] input = concept.input(random);
    int label =
        random.nextDouble() < noise ? random.nextInt(Concept.CLASSES) : concept.label(input);
    Position position = new Position(to.size(), "examples", 0, to.size());
    to.add(new Example(task, position, split, input, new float[] {label}));
  }
}

package io.tributary.benchmarks.suite.stream;

import io.tributary.benchmarks.suite.stream.MadeTask.Answer;
import io.tributary.benchmarks.suite.stream.MadeTask.Drawn;
import io.tributary.benchmarks.suite.stream.MadeTask.Renamed;
import io.tributary.benchmarks.suite.stream.MadeTask.Truth;
import io.tributary.benchmarks.suite.stream.Recording.Labelled;
import io.tributary.model.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A stream of Gaussian inputs whose classes are the answers to questions about hidden layers. All
 * tasks have inputs of their own and the same number of classes. Rounds end with an example of the
 * first task, the target; the others' stand evenly before it.
 *
 * @param tasks the target first
 * @param rounds of the target
 * @param devPerRound dev examples of the target, beside those that train
 */
record MadeStream(List<MadeTask> tasks, int rounds, int devPerRound)
    implements SuiteStream.Recorder {

  static final int FEATURES = 20;
  static final int CLASSES = 4;

  private static final int UNITS = 5;
  private static final int TESTS = 3000;
  private static final int RENAMED_AFTER = 48;

  @Override
  public Recording record(long seed, Purpose purpose) {
    return new Making(new SplittableRandom(seed)).record();
  }

  private final class Making {

    private final SplittableRandom random;
    private final Map<Integer, HiddenLayer> layers = new HashMap<>();
    private final Map<String, HiddenLayer.Question> questions = new HashMap<>();
    private final List<Labelled> records = new ArrayList<>();
    private final SplittableRandom truths;
    private int renamed;

    Making(SplittableRandom random) {
      this.random = random;
      this.truths = random.split();
    }

    Recording record() {
      MadeTask target = tasks.get(0);
      for (int round = 0; round < rounds; round++) {
        double passed = (double) round / rounds;
        for (int part = 1; part <= target.perRound(); part++) {
          for (MadeTask task : tasks.subList(1, tasks.size())) {
            several(task, Split.TRAIN, share(task.perRound(), part, target.perRound()), passed);
          }
          several(target, Split.DEV, share(devPerRound, part, target.perRound()), passed);
          several(target, Split.TRAIN, 1, passed);
        }
      }
      several(new MadeTask(target.name(), 0, sure(target)), Split.TEST, TESTS, 1);
      return new Recording(records);
    }

    /** How many of n fall into one of several equal parts. */
    private static int share(int n, int part, int parts) {
      return n * part / parts - n * (part - 1) / parts;
    }

    /** Tests are of what the target asks last, without guessed labels: they tell more that way. */
    private static java.util.function.DoubleFunction<Truth> sure(MadeTask target) {
      return passed ->
          target.truth().apply(passed) instanceof Answer answer
              ? new Answer(answer.layer(), answer.question(), 0)
              : target.truth().apply(passed);
    }

    private void several(MadeTask task, Split split, int count, double passed) {
      for (int i = 0; i < count; i++) {
        float[] features = new float[FEATURES];
        for (int j = 0; j < FEATURES; j++) {
          features[j] = (float) random.nextGaussian();
        }
        float[] label = {label(task.truth().apply(passed), features)};
        records.add(new Labelled(split, features, Map.of(task.name(), label)));
      }
    }

    private int label(Truth truth, float[] features) {
      if (truth instanceof Answer answer) {
        return random.nextDouble() < answer.guessed()
            ? random.nextInt(CLASSES)
            : question(answer.layer(), answer.question()).classOf(features);
      }
      if (truth instanceof Renamed) {
        int shift = renamed++ / RENAMED_AFTER;
        return (question(0, 0).classOf(features) + shift) % CLASSES;
      }
      if (truth instanceof Drawn) {
        return random.nextInt(CLASSES);
      }
      throw new IllegalStateException("no label of " + truth);
    }

    private HiddenLayer.Question question(int layer, int number) {
      HiddenLayer hidden =
          layers.computeIfAbsent(layer, i -> HiddenLayer.random(UNITS, FEATURES, truths));
      return questions.computeIfAbsent(
          layer + "/" + number, name -> hidden.question(CLASSES, truths));
    }
  }
}

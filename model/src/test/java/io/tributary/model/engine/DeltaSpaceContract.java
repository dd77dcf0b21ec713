package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.TensorSpec;
import io.tributary.model.config.Configuration;
import io.tributary.model.evaluation.Score;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every engine says of the deltas of a round. */
public interface DeltaSpaceContract {

  /** Opens the engine under test. */
  Engine open(Configuration configuration);

  @Test
  default void slopesMatchFiniteDifferences() {
    for (Configuration configuration : ContractProblems.all()) {
      try (Engine engine = open(configuration)) {
        float[] parameters = engine.initialParameters();
        List<TaskDelta> deltas = ContractProblems.deltas(engine, configuration, parameters);
        for (Task target : Problems.TASKS) {
          List<Example> dev = Problems.examples(target, configuration.model().features(), 140, 3);
          LabelScale scale = Problems.scale(target);
          for (HeadSteps heads : HeadSteps.values()) {
            try (DeltaSpace space = engine.span(parameters, deltas, target.index(), scale, heads)) {
              checkSlopes(space, dev, target);
            }
          }
        }
      }
    }
  }

  private static void checkSlopes(DeltaSpace space, List<Example> dev, Task target) {
    float[] alpha = {1, 0.6f, -0.4f, 1.2f};
    DeltaSpace.Slopes slopes = space.slopes(alpha, dev);
    Score score = space.score(alpha, dev);
    assertThat(slopes.loss()).isCloseTo(score.loss(), within(1e-5 * score.loss()));
    for (int i = 0; i < alpha.length; i++) {
      // Kinks of relu ask for a small step, rounding for a large one: one of the two is right.
      double wide = difference(space, dev, alpha, i, 1 / 256f);
      double narrow = difference(space, dev, alpha, i, 1 / 1024f);
      double slope = slopes.byAlpha()[i];
      double nearer = Math.abs(wide - slope) < Math.abs(narrow - slope) ? wide : narrow;
      assertThat(slope)
          .as("target %s, delta %d", target.name(), i)
          .isCloseTo(nearer, within(2e-3 * (1 + Math.abs(nearer))));
    }
  }

  private static double difference(
      DeltaSpace space, List<Example> dev, float[] alpha, int i, float h) {
    float[] up = alpha.clone();
    float[] down = alpha.clone();
    up[i] += h;
    down[i] -= h;
    return (space.score(up, dev).loss() - space.score(down, dev).loss()) / (2 * h);
  }

  @Test
  default void combinesLinearly() {
    for (Configuration configuration : ContractProblems.all()) {
      try (Engine engine = open(configuration)) {
        float[] parameters = engine.initialParameters();
        List<TaskDelta> deltas =
            new ArrayList<>(ContractProblems.deltas(engine, configuration, parameters));
        deltas.remove(2); // its head stays as it is
        float[] alpha = {0.5f, -2, 1.5f};
        for (HeadSteps heads : HeadSteps.values()) {
          try (DeltaSpace space = engine.span(parameters, deltas, 0, LabelScale.NONE, heads)) {
            float[] combined = space.combine(alpha);
            assertThat(combined).hasSameSizeAs(parameters);
            double[] expected = combine(engine.layout(), parameters, deltas, alpha, heads);
            for (int i = 0; i < expected.length; i++) {
              assertThat((double) combined[i])
                  .as("element %d", i)
                  .isCloseTo(expected[i], within(1e-6));
            }
            List<Example> dev =
                Problems.examples(Problems.TASKS.get(0), configuration.model().features(), 40, 3);
            assertThat(engine.score(combined, 0, dev, LabelScale.NONE))
                .isEqualTo(space.score(alpha, dev));
            assertThat(space.objective(alpha, dev)).isEqualTo(space.score(alpha, dev).objective());
            Segment absent = engine.layout().heads().get(2);
            assertThat(ContractProblems.slice(combined, absent))
                .isEqualTo(ContractProblems.slice(parameters, absent));
          }
        }
      }
    }
  }

  private static double[] combine(
      ParameterLayout layout,
      float[] parameters,
      List<TaskDelta> deltas,
      float[] alpha,
      HeadSteps heads) {
    double[] sum = new double[parameters.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = parameters[i];
    }
    double examples = deltas.stream().mapToLong(TaskDelta::examples).sum();
    for (int k = 0; k < deltas.size(); k++) {
      TaskDelta delta = deltas.get(k);
      int trunk = layout.trunk().length();
      int head = layout.heads().get(delta.task()).offset();
      for (TensorSpec tensor : ContractProblems.network(layout, delta.task())) {
        boolean statistic = tensor.kind() == TensorSpec.Kind.STATISTIC;
        boolean inTrunk = tensor.offset() < trunk;
        boolean scaled =
            inTrunk
                || heads == HeadSteps.SCALED
                || (heads == HeadSteps.TARGET_SCALED && delta.task() == 0);
        float learned = scaled ? alpha[k] : 1;
        double factor = !statistic ? learned : inTrunk ? delta.examples() / examples : 1;
        for (int i = tensor.offset(); i < tensor.offset() + tensor.length(); i++) {
          sum[inTrunk ? i : i - trunk + head] += factor * delta.values()[i];
        }
      }
    }
    return sum;
  }

  @Test
  default void normsAndProductsLeaveStatisticsOut() {
    for (Configuration configuration : ContractProblems.all()) {
      try (Engine engine = open(configuration)) {
        float[] parameters = engine.initialParameters();
        List<TaskDelta> deltas = ContractProblems.deltas(engine, configuration, parameters);
        try (DeltaSpace space =
            engine.span(parameters, deltas, 1, LabelScale.NONE, HeadSteps.SCALED)) {
          assertThat(space.size()).isEqualTo(4);
          double[][] gram = space.trunkGram();
          for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
              double trunk = dot(engine.layout(), deltas.get(i), deltas.get(j), true);
              assertThat(gram[i][j]).isCloseTo(trunk, within(1e-5 * (1 + Math.abs(trunk))));
              assertThat(gram[i][j]).isEqualTo(gram[j][i]);
            }
            double whole = dot(engine.layout(), deltas.get(i), deltas.get(i), false);
            assertThat(space.norms()[i]).isCloseTo(Math.sqrt(whole), within(1e-5));
          }
        }
      }
    }
  }

  private static double dot(ParameterLayout layout, TaskDelta a, TaskDelta b, boolean trunkOnly) {
    double sum = 0;
    for (TensorSpec tensor : ContractProblems.network(layout, a.task())) {
      boolean counts = !trunkOnly || tensor.offset() < layout.trunk().length();
      if (counts && tensor.kind() == TensorSpec.Kind.LEARNED) {
        for (int i = tensor.offset(); i < tensor.offset() + tensor.length(); i++) {
          sum += (double) a.values()[i] * b.values()[i];
        }
      }
    }
    return sum;
  }

  @Test
  default void aSpaceOutlivesOtherWorkOfItsEngine() {
    Configuration configuration = Problems.plain();
    try (Engine engine = open(configuration)) {
      float[] parameters = engine.initialParameters();
      List<TaskDelta> deltas = ContractProblems.deltas(engine, configuration, parameters);
      float[] alpha = {1, 1, 1, 1};
      List<Example> dev = Problems.examples(Problems.TASKS.get(0), 6, 20, 3);
      try (DeltaSpace space =
          engine.span(parameters, deltas, 0, LabelScale.NONE, HeadSteps.SCALED)) {
        Score before = space.score(alpha, dev);
        engine.train(
            new float[parameters.length],
            1,
            ContractProblems.miniEpoch(configuration, Problems.TASKS.get(0), 4));
        assertThat(space.score(alpha, dev)).isEqualTo(before);
        float[] combined = space.combine(alpha);
        alpha[1] = 0.5f;
        assertThat(space.score(alpha, dev)).isNotEqualTo(before);
        assertThat(space.combine(alpha)).isNotEqualTo(combined);
      }
    }
  }
}

package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.TensorSpec;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.OptimizerConfig;
import io.tributary.model.config.TrainingConfig;
import io.tributary.model.evaluation.Score;
import io.tributary.model.network.LayerSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every engine keeps to. A test of an engine implements it and says how one is opened. */
public interface EngineContract {

  /** Opens the engine under test. */
  Engine open(Configuration configuration);

  /** Everything at once: batch normalisation, dropout of units, several passes, shuffled. */
  static Configuration noisy(OptimizerConfig optimizer) {
    return Problems.configuration(
        List.of(6),
        Problems.layers(
            new LayerSpec.Dense(9),
            new LayerSpec.BatchNorm(0.9),
            new LayerSpec.Relu(),
            new LayerSpec.Dropout(0.4)),
        Problems.layers(new LayerSpec.Dense(5), new LayerSpec.BatchNorm(0.8), new LayerSpec.Tanh()),
        Problems.TASKS,
        new TrainingConfig(32, Integer.MAX_VALUE, Integer.MAX_VALUE, 12, 2, true, optimizer));
  }

  /** Convolutions with dropout of channels and batch normalisation over images. */
  static Configuration images() {
    return Problems.configuration(
        List.of(1, 8, 8),
        Problems.layers(
            new LayerSpec.Conv2d(4, 3, 1, 0),
            new LayerSpec.BatchNorm(0.9),
            new LayerSpec.MaxPool2d(2, 2),
            new LayerSpec.Relu(),
            new LayerSpec.Dropout(0.3),
            new LayerSpec.Dense(6)),
        Problems.layers(),
        Problems.TASKS,
        Problems.training(Problems.sgd(0.05)));
  }

  /** The kinds of configuration that most checks run over, and images behind matrices. */
  static List<Configuration> all() {
    return List.of(
        Problems.plain(), noisy(Problems.sgd(0.05)), images(), Problems.aligned(images()));
  }

  private static MiniEpoch miniEpoch(Configuration configuration, Task task, long number) {
    return Problems.miniEpoch(task, configuration.model().features(), 29, number);
  }

  private static List<TaskDelta> deltas(Engine engine, Configuration c, float[] parameters) {
    return Problems.TASKS.stream()
        .map(task -> engine.train(parameters, 1, miniEpoch(c, task, 1)))
        .toList();
  }

  @Test
  default void layoutCoversEveryElementOnce() {
    for (Configuration configuration : all()) {
      try (Engine engine = open(configuration)) {
        ParameterLayout layout = engine.layout();
        int end = 0;
        for (TensorSpec tensor : layout.tensors()) {
          assertThat(tensor.offset()).as(tensor.name()).isEqualTo(end);
          end += tensor.length();
          boolean trunk = tensor.offset() < layout.trunk().length();
          assertThat(tensor.name()).matches(trunk ? "trunk[.].*" : "(head|align)[.].*");
        }
        assertThat(end).isEqualTo(layout.length()).isEqualTo(engine.initialParameters().length);
        assertThat(layout.tensors()).extracting(TensorSpec::name).doesNotHaveDuplicates();
        end = layout.trunk().end();
        for (Segment head : layout.heads()) {
          assertThat(head.offset()).isEqualTo(end);
          end = head.end();
        }
      }
    }
  }

  @Test
  default void tensorsHaveTheShapesThatArePublished() {
    try (Engine engine = open(images())) {
      List<TensorSpec> tensors = engine.layout().tensors();
      assertThat(named(tensors, "trunk.0-conv2d.W").shape()).containsExactly(4, 1, 3, 3);
      assertThat(named(tensors, "trunk.0-conv2d.b").shape()).containsExactly(4);
      assertThat(named(tensors, "trunk.5-dense.W").shape()).containsExactly(36, 6);
      assertThat(named(tensors, "head.tags.output.W").shape()).containsExactly(6, 4);
      assertThat(named(tensors, "trunk.1-batchnorm.mean").kind())
          .isEqualTo(TensorSpec.Kind.STATISTIC);
      assertThat(named(tensors, "trunk.1-batchnorm.gamma").kind())
          .isEqualTo(TensorSpec.Kind.LEARNED);
    }
  }

  private static TensorSpec named(List<TensorSpec> tensors, String name) {
    return tensors.stream().filter(tensor -> tensor.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  default void initialParametersAreSeededByPart() {
    Configuration configuration = Problems.plain();
    Configuration fewer =
        Problems.configuration(
            List.of(6),
            Problems.mlp(),
            Problems.layers(),
            Problems.TASKS.subList(0, 2),
            configuration.training());
    try (Engine engine = open(configuration);
        Engine other = open(fewer)) {
      float[] all = engine.initialParameters();
      deltas(engine, configuration, all);
      assertThat(engine.initialParameters()).isEqualTo(all);
      float[] some = other.initialParameters();
      assertThat(Arrays.copyOf(all, some.length)).isEqualTo(some);
      Segment first = engine.layout().heads().get(1);
      Segment second = engine.layout().heads().get(3); // of the same shape
      assertThat(slice(all, first)).isNotEqualTo(slice(all, second));
    }
  }

  private static float[] slice(float[] values, Segment segment) {
    return Arrays.copyOfRange(values, segment.offset(), segment.end());
  }

  @Test
  default void sameCallsGiveTheSameBitsWhateverWasBefore() {
    for (Configuration configuration : all()) {
      try (Engine engine = open(configuration);
          Engine fresh = open(configuration)) {
        float[] parameters = engine.initialParameters();
        List<TaskDelta> first = deltas(engine, configuration, parameters);
        float[] elsewhere = new float[parameters.length];
        Arrays.fill(elsewhere, 0.01f);
        for (Task task : Problems.TASKS) {
          engine.train(elsewhere, 2, miniEpoch(configuration, task, 5));
          engine.predict(
              parameters, task.index(), List.of(new float[configuration.model().features()]));
        }
        List<TaskDelta> again = new ArrayList<>();
        for (int i = Problems.TASKS.size() - 1; i >= 0; i--) {
          again.add(
              0, engine.train(parameters, 1, miniEpoch(configuration, Problems.TASKS.get(i), 1)));
        }
        sameBits(again, first);
        sameBits(deltas(fresh, configuration, parameters), first);
      }
    }
  }

  private static void sameBits(List<TaskDelta> actual, List<TaskDelta> expected) {
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).values()).isEqualTo(expected.get(i).values());
      assertThat(actual.get(i).before()).isEqualTo(expected.get(i).before());
      assertThat(actual.get(i).after()).isEqualTo(expected.get(i).after());
    }
  }

  @Test
  default void enginesInTwoThreadsDoNotDisturbEachOther() throws Exception {
    for (Configuration configuration : all()) {
      float[] parameters;
      List<TaskDelta> alone;
      try (Engine engine = open(configuration)) {
        parameters = engine.initialParameters();
        alone = deltas(engine, configuration, parameters);
      }
      Callable<Void> work =
          () -> {
            try (Engine engine = open(configuration)) {
              for (int i = 0; i < 3; i++) {
                assertThat(engine.initialParameters()).isEqualTo(parameters);
                sameBits(deltas(engine, configuration, parameters), alone);
              }
            }
            return null;
          };
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        for (Future<Void> done : threads.invokeAll(List.of(work, work))) {
          done.get();
        }
      } finally {
        threads.shutdown();
      }
    }
  }

  @Test
  default void miniEpochNumberSeedsWhatIsRandom() {
    Configuration configuration = noisy(Problems.sgd(0.05));
    try (Engine engine = open(configuration)) {
      float[] parameters = engine.initialParameters();
      Task task = Problems.TASKS.get(0);
      MiniEpoch one = miniEpoch(configuration, task, 1);
      MiniEpoch two = new MiniEpoch(0, 2, one.examples(), one.scale());
      assertThat(engine.train(parameters, 1, two).values())
          .isNotEqualTo(engine.train(parameters, 1, one).values());
    }
  }

  @Test
  default void deltaIsParametersAfterMinusBefore() {
    for (Configuration configuration : all()) {
      try (Engine engine = open(configuration)) {
        float[] parameters = engine.initialParameters();
        for (Task task : Problems.TASKS) {
          MiniEpoch miniEpoch = miniEpoch(configuration, task, 1);
          float[] copy = parameters.clone();
          TaskDelta delta = engine.train(parameters, 1, miniEpoch);
          assertThat(parameters).as("an engine changes no array passed to it").isEqualTo(copy);
          assertThat(delta.values()).hasSize(engine.layout().taskLength(task.index()));
          assertThat(delta.examples()).isEqualTo(29);
          int trunk = engine.layout().trunk().length();
          Segment head = engine.layout().heads().get(task.index());
          for (int i = 0; i < delta.values().length; i++) {
            copy[i < trunk ? i : head.offset() + i - trunk] += delta.values()[i];
          }
          close(
              delta.before(),
              engine.score(parameters, task.index(), miniEpoch.examples(), miniEpoch.scale()));
          close(
              delta.after(),
              engine.score(copy, task.index(), miniEpoch.examples(), miniEpoch.scale()));
          assertThat(delta.after().loss()).isNotEqualTo(delta.before().loss());
        }
      }
    }
  }

  private static void close(Score actual, Score expected) {
    assertThat(actual.examples()).isEqualTo(expected.examples());
    assertThat(actual.loss()).isCloseTo(expected.loss(), within(1e-5 * (1 + expected.loss())));
    assertThat(actual.value()).isCloseTo(expected.value(), within(0.1));
  }

  @Test
  default void weightScalesOneStepOfSgdAndZeroLearnsNothing() {
    Configuration configuration = noisy(Problems.sgd(0.05));
    Configuration oneStep =
        Problems.configuration(
            configuration.model().input(),
            configuration.model().trunk(),
            configuration.tasks().get(0).head(),
            Problems.TASKS,
            new TrainingConfig(
                32, Integer.MAX_VALUE, Integer.MAX_VALUE, 64, 1, false, Problems.sgd(0.05)));
    try (Engine engine = open(oneStep)) {
      float[] parameters = engine.initialParameters();
      for (Task task : Problems.TASKS) {
        MiniEpoch miniEpoch = miniEpoch(oneStep, task, 1);
        float[] once = engine.train(parameters, 1, miniEpoch).values();
        float[] thrice = engine.train(parameters, 3, miniEpoch).values();
        float[] none = engine.train(parameters, 0, miniEpoch).values();
        for (TensorSpec tensor : network(engine.layout(), task.index())) {
          for (int i = tensor.offset(); i < tensor.offset() + tensor.length(); i++) {
            if (tensor.kind() == TensorSpec.Kind.STATISTIC) {
              assertThat(none[i]).as(tensor.name()).isEqualTo(once[i]).isEqualTo(thrice[i]);
            } else {
              assertThat(none[i]).as(tensor.name()).isZero();
              assertThat(thrice[i]).isCloseTo(3 * once[i], within(1e-6f));
            }
          }
        }
        assertThat(once).isNotEqualTo(thrice);
      }
    }
  }

  /** The tensors of one task's network, with their offsets in it. */
  private static List<TensorSpec> network(ParameterLayout layout, int task) {
    int trunk = layout.trunk().length();
    Segment head = layout.heads().get(task);
    List<TensorSpec> tensors = new ArrayList<>();
    for (TensorSpec t : layout.tensors()) {
      boolean inHead = t.offset() >= head.offset() && t.offset() < head.end();
      if (t.offset() < trunk || inHead) {
        int offset = inHead ? t.offset() - head.offset() + trunk : t.offset();
        tensors.add(new TensorSpec(t.name(), t.shape(), offset, t.order(), t.kind()));
      }
    }
    return tensors;
  }

  @Test
  default void momentumAndAdamFollowTheirEquations() {
    double rate = 0.02;
    OptimizerConfig nesterov = new OptimizerConfig(OptimizerConfig.Type.SGD, rate, 0.9);
    OptimizerConfig adam = new OptimizerConfig(OptimizerConfig.Type.ADAM, rate, 0);
    Task task = Problems.TASKS.get(0);
    double[] gradient;
    float[] parameters;
    Configuration plain = oneBatch(Problems.sgd(1));
    MiniEpoch miniEpoch = miniEpoch(plain, task, 1);
    try (Engine engine = open(plain)) {
      parameters = engine.initialParameters();
      float[] step = engine.train(parameters, 1, miniEpoch).values();
      gradient = new double[step.length];
      for (int i = 0; i < step.length; i++) {
        gradient[i] = -step[i];
      }
    }
    try (Engine engine = open(oneBatch(nesterov))) {
      float[] step = engine.train(parameters, 1, miniEpoch).values();
      for (int i = 0; i < step.length; i++) {
        // v = −ηg; θ += −μ·0 + (1 + μ)v (Sutskever et al. 2013, rewritten)
        assertThat((double) step[i]).isCloseTo(-1.9 * rate * gradient[i], within(1e-6));
      }
    }
    try (Engine engine = open(oneBatch(adam))) {
      float[] step = engine.train(parameters, 1, miniEpoch).values();
      float[] half = engine.train(parameters, 0.5f, miniEpoch).values();
      for (int i = 0; i < step.length; i++) {
        if (Math.abs(gradient[i]) > 1e-3) {
          assertThat((double) step[i]).isCloseTo(-rate * Math.signum(gradient[i]), within(1e-4));
          assertThat(half[i]).isCloseTo(step[i] / 2, within(1e-6f));
        }
      }
    }
  }

  @Test
  default void theLearningRateFallsWithTheNumberOfTheMiniEpoch() {
    Task task = Problems.TASKS.get(0);
    Configuration plain = oneBatch(Problems.sgd(0.1));
    float[] parameters;
    float[] step;
    try (Engine engine = open(plain)) {
      parameters = engine.initialParameters();
      step = engine.train(parameters, 1, miniEpoch(plain, task, 1)).values();
    }
    Configuration decaying =
        oneBatch(new OptimizerConfig(OptimizerConfig.Type.SGD, 0.1, 0, /* decay= */ 2.5));
    List<Example> examples = miniEpoch(plain, task, 1).examples();
    try (Engine engine = open(decaying)) {
      for (int number : List.of(1, 2, 6)) {
        MiniEpoch later = new MiniEpoch(task.index(), number, examples, LabelScale.NONE);
        float[] smaller = engine.train(parameters, 1, later).values();
        for (int i = 0; i < step.length; i++) {
          float expected = step[i] / (1 + (number - 1) / 2.5f);
          assertThat(smaller[i]).isCloseTo(expected, within(1e-6f));
        }
      }
    }
  }

  private static Configuration oneBatch(OptimizerConfig optimizer) {
    return Problems.configuration(
        List.of(6),
        Problems.mlp(),
        Problems.layers(),
        Problems.TASKS,
        new TrainingConfig(32, Integer.MAX_VALUE, Integer.MAX_VALUE, 64, 1, false, optimizer));
  }

  @Test
  default void slopesMatchFiniteDifferences() {
    for (Configuration configuration : all()) {
      try (Engine engine = open(configuration)) {
        float[] parameters = engine.initialParameters();
        List<TaskDelta> deltas = deltas(engine, configuration, parameters);
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
    for (Configuration configuration : all()) {
      try (Engine engine = open(configuration)) {
        float[] parameters = engine.initialParameters();
        List<TaskDelta> deltas = new ArrayList<>(deltas(engine, configuration, parameters));
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
            assertThat(slice(combined, absent)).isEqualTo(slice(parameters, absent));
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
      for (TensorSpec tensor : network(layout, delta.task())) {
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
    for (Configuration configuration : all()) {
      try (Engine engine = open(configuration)) {
        float[] parameters = engine.initialParameters();
        List<TaskDelta> deltas = deltas(engine, configuration, parameters);
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
    for (TensorSpec tensor : network(layout, a.task())) {
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
      List<TaskDelta> deltas = deltas(engine, configuration, parameters);
      float[] alpha = {1, 1, 1, 1};
      List<Example> dev = Problems.examples(Problems.TASKS.get(0), 6, 20, 3);
      try (DeltaSpace space =
          engine.span(parameters, deltas, 0, LabelScale.NONE, HeadSteps.SCALED)) {
        Score before = space.score(alpha, dev);
        engine.train(
            new float[parameters.length], 1, miniEpoch(configuration, Problems.TASKS.get(0), 4));
        assertThat(space.score(alpha, dev)).isEqualTo(before);
      }
    }
  }

  @Test
  default void aNumberThatIsNoneComesOutVisibly() {
    Configuration configuration = Problems.plain();
    try (Engine engine = open(configuration)) {
      float[] parameters = engine.initialParameters();
      for (Task task : Problems.TASKS) {
        MiniEpoch good = miniEpoch(configuration, task, 1);
        float[] features = good.examples().get(3).features().clone();
        features[2] = Float.NaN;
        List<Example> examples = new ArrayList<>(good.examples());
        Example bad = examples.get(3);
        examples.set(
            3, new Example(bad.task(), bad.position(), bad.split(), features, bad.label()));
        TaskDelta delta =
            engine.train(parameters, 1, new MiniEpoch(task.index(), 1, examples, good.scale()));
        assertThat(delta.isFinite()).isFalse();
        assertThat(delta.before().loss()).isNaN();
        assertThat(engine.train(parameters, 1, good).isFinite()).as("and is gone again").isTrue();
      }
    }
  }

  @Test
  default void predictsWhatItScores() {
    for (Configuration configuration : all()) {
      try (Engine engine = open(configuration)) {
        float[] parameters = engine.initialParameters();
        for (Task task : Problems.TASKS) {
          List<Example> examples =
              Problems.examples(task, configuration.model().features(), 150, 2);
          List<float[]> predicted =
              engine.predict(
                  parameters, task.index(), examples.stream().map(Example::features).toList());
          assertThat(predicted)
              .hasSize(150)
              .allSatisfy(p -> assertThat(p).hasSize(task.type().outputs()));
          Score score = engine.score(parameters, task.index(), examples, Problems.scale(task));
          assertThat(engine.objective(parameters, task.index(), examples, Problems.scale(task)))
              .isEqualTo(score.objective());
          double loss = 0;
          for (int i = 0; i < 150; i++) {
            loss += loss(task, predicted.get(i), examples.get(i).label());
          }
          assertThat(score.loss()).isCloseTo(loss / 150, within(1e-4 * (1 + loss / 150)));
        }
        assertThat(engine.predict(parameters, 0, List.of())).isEmpty();
        assertThat(engine.score(parameters, 0, List.of(), LabelScale.NONE).examples()).isZero();
      }
    }
  }

  private static double loss(Task task, float[] p, float[] label) {
    return switch (task.name()) {
      case "digit" -> -Math.log(p[(int) label[0]]);
      case "price" -> Math.pow(p[0] - (label[0] - 40) / 12, 2) / 2;
      default -> {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
          sum -= Math.log(label[i] > 0 ? p[i] : 1 - p[i]);
        }
        yield sum / p.length;
      }
    };
  }

  @Test
  default void trainsEveryTypeAndOptimizer() {
    List<OptimizerConfig> optimizers =
        List.of(
            Problems.sgd(0.05),
            new OptimizerConfig(OptimizerConfig.Type.SGD, 0.02, 0.9),
            new OptimizerConfig(OptimizerConfig.Type.ADAM, 0.01, 0));
    for (OptimizerConfig optimizer : optimizers) {
      Configuration configuration = noisy(optimizer);
      try (Engine engine = open(configuration)) {
        for (Task task : Problems.TASKS) {
          float[] parameters = engine.initialParameters();
          MiniEpoch miniEpoch = Problems.miniEpoch(task, 6, 120, 1);
          TaskDelta first = engine.train(parameters, 1, miniEpoch);
          double loss = first.before().loss();
          for (int round = 0; round < 4; round++) {
            TaskDelta delta = engine.train(parameters, 1, miniEpoch);
            try (DeltaSpace space =
                engine.span(
                    parameters,
                    List.of(delta),
                    task.index(),
                    miniEpoch.scale(),
                    HeadSteps.SCALED)) {
              parameters = space.combine(new float[] {1});
            }
          }
          Score after =
              engine.score(parameters, task.index(), miniEpoch.examples(), miniEpoch.scale());
          assertThat(after.loss()).as("%s, %s", task.name(), optimizer).isLessThan(0.95 * loss);
        }
      }
    }
  }

  @Test
  default void refusesWhatDoesNotFit() {
    try (Engine engine = open(Problems.plain())) {
      MiniEpoch none = new MiniEpoch(0, 1, List.of(), LabelScale.NONE);
      float[] parameters = engine.initialParameters();
      assertThatThrownBy(() -> engine.train(parameters, 1, none))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> engine.score(new float[3], 0, List.of(), LabelScale.NONE))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}

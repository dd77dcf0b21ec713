package io.tributary.model.weighting;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.Task;
import io.tributary.model.TaskType;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.FlinkConfig;
import io.tributary.model.config.KafkaConfig;
import io.tributary.model.config.ModelConfig;
import io.tributary.model.config.OptimizerConfig;
import io.tributary.model.config.PublishConfig;
import io.tributary.model.config.RoundsConfig;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.config.TrainingConfig;
import io.tributary.model.config.WeightingConfig;
import io.tributary.model.config.WeightingConfig.AlphaConfig;
import io.tributary.model.network.LayerSpec;
import io.tributary.model.network.NetworkSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Tasks on six features that learn in milliseconds: classes by thresholds of one random projection,
 * each task's turned a little away from the target's.
 */
public final class SmallProblem {

  /** Floats in one input. */
  public static final int FEATURES = 6;

  /** Classes of each task. */
  public static final int CLASSES = 3;

  /** αVIL by credit. */
  public static final String BY_CREDIT = "alphavil by credit";

  private SmallProblem() {}

  /** αVIL's tuning without bounds. */
  public static AlphaConfig alpha(OptimizerConfig optimizer, int steps, int batchSize) {
    double infinity = Double.POSITIVE_INFINITY;
    return new AlphaConfig(optimizer, steps, batchSize, -infinity, infinity, -infinity, infinity);
  }

  /** Plain gradient descent. */
  public static OptimizerConfig sgd(double learningRate) {
    return new OptimizerConfig(OptimizerConfig.Type.SGD, learningRate, 0);
  }

  /** Every method, and every rule of αVIL. */
  public static List<String> methods() {
    List<String> methods = new ArrayList<>(Weightings.names());
    methods.add(BY_CREDIT);
    return methods;
  }

  /** A method with its defaults but without shadows; αVIL by the paper's rule. */
  public static WeightingConfig method(String name) {
    boolean byCredit = name.equals(BY_CREDIT);
    return new WeightingConfig(
        byCredit ? "alphavil" : name,
        1,
        byCredit ? "credit" : "paper",
        List.of(),
        alpha(sgd(0.1), 10, 0),
        Map.of("t0", 1.5, "t1", 0.5),
        1,
        0.5,
        1,
        WeightingConfig.Columns.LENGTH);
  }

  /** Tasks t0, t1, … with the target at a given index. */
  public static Configuration configuration(int tasks, int target, WeightingConfig weighting) {
    return configuration(tasks, target, weighting, Double.POSITIVE_INFINITY);
  }

  /** The same with a tolerance of the dev loss. */
  public static Configuration configuration(
      int tasks, int target, WeightingConfig weighting, double tolerance) {
    List<TaskConfig> list = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      Task task = new Task(i, "t" + i, new TaskType.Classification(CLASSES), i == target);
      list.add(new TaskConfig(task, new NetworkSpec.Layers(List.of()), 32, Integer.MAX_VALUE));
    }
    NetworkSpec trunk =
        new NetworkSpec.Layers(
            List.of(new LayerSpec.Dense(8), new LayerSpec.Tanh(), new LayerSpec.Dense(5)));
    return new Configuration(
        new ModelConfig("small", List.of(FEATURES), trunk, 7),
        list,
        new TrainingConfig(32, Integer.MAX_VALUE, Integer.MAX_VALUE, 8, 1, false, sgd(0.5)),
        new RoundsConfig.ByCount(Duration.ZERO),
        weighting,
        new Configuration.DevConfig(0.1, 64, tolerance),
        100,
        new PublishConfig(1, 0),
        new FlinkConfig(1, Duration.ofSeconds(1), null, null),
        new KafkaConfig("localhost:9092", "small", List.of(), null, 1, 1, Map.of()));
  }

  /** The same, its learning rate falling by mini-epochs. */
  public static Configuration decaying(Configuration steady, double decay) {
    TrainingConfig training = steady.training();
    OptimizerConfig optimizer = training.optimizer();
    return new Configuration(
        steady.model(),
        steady.tasks(),
        new TrainingConfig(
            training.miniEpoch(),
            training.maxMiniEpoch(),
            training.pending(),
            training.batchSize(),
            training.epochs(),
            training.shuffle(),
            new OptimizerConfig(
                optimizer.type(), optimizer.learningRate(), optimizer.momentum(), decay)),
        steady.rounds(),
        steady.weighting(),
        steady.dev(),
        steady.testWindow(),
        steady.publish(),
        steady.flink(),
        steady.kafka());
  }

  /** A mini-epoch of 32 examples. */
  public static MiniEpoch miniEpoch(int task, long number) {
    List<Example> examples = examples(task, Split.TRAIN, 32, 1000 * number + task);
    return new MiniEpoch(task, number, examples, LabelScale.NONE);
  }

  /** Examples of a task. */
  public static List<Example> examples(int task, Split split, int count, long seed) {
    Random random = new Random(seed);
    List<Example> examples = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      float[] features = new float[FEATURES];
      for (int i = 0; i < FEATURES; i++) {
        features[i] = (float) random.nextGaussian();
      }
      double angle = 0.4 * task;
      double projection = Math.cos(angle) * features[0] + Math.sin(angle) * features[1];
      float label = projection < -0.5 ? 0 : projection < 0.5 ? 1 : 2;
      Position position = new Position(n, "examples", 0, n);
      examples.add(new Example(task, position, split, features, new float[] {label}));
    }
    return examples;
  }
}

package io.tributary.model.engine;

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
import io.tributary.model.network.LayerSpec;
import io.tributary.model.network.NetworkSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small configurations and examples for tests of engines. */
public final class Problems {
  private Problems() {}

  /** The four types of task, in this order; the first is the target. */
  public static final List<Task> TASKS =
      List.of(
          new Task(0, "digit", new TaskType.Classification(3), true),
          new Task(1, "flag", new TaskType.Binary(), false),
          new Task(2, "tags", new TaskType.Multilabel(4), false),
          new Task(3, "price", new TaskType.Regression(), false));

  /** A trunk for plain features. */
  public static NetworkSpec mlp() {
    return layers(
        new LayerSpec.Dense(9), new LayerSpec.Tanh(), new LayerSpec.Dense(7), new LayerSpec.Relu());
  }

  /** A trunk for images of at least 8 × 8. */
  public static NetworkSpec lenet() {
    return layers(
        new LayerSpec.Conv2d(4, 3, 1, 0),
        new LayerSpec.MaxPool2d(2, 2),
        new LayerSpec.Relu(),
        new LayerSpec.Conv2d(5, 2, 1, 1),
        new LayerSpec.MaxPool2d(2, 2),
        new LayerSpec.Relu(),
        new LayerSpec.Dense(10));
  }

  /** A layer list. */
  public static NetworkSpec layers(LayerSpec... layers) {
    return new NetworkSpec.Layers(List.of(layers));
  }

  /** Plain SGD. */
  public static OptimizerConfig sgd(double learningRate) {
    return new OptimizerConfig(OptimizerConfig.Type.SGD, learningRate, 0);
  }

  /** Mini-batches of 8, one pass, in order. */
  public static TrainingConfig training(OptimizerConfig optimizer) {
    return new TrainingConfig(32, Integer.MAX_VALUE, Integer.MAX_VALUE, 8, 1, false, optimizer);
  }

  /** A whole configuration: the tasks over one trunk, all with the same head. */
  public static Configuration configuration(
      List<Integer> input,
      NetworkSpec trunk,
      NetworkSpec head,
      List<Task> tasks,
      TrainingConfig training) {
    return new Configuration(
        new ModelConfig("test", input, trunk, 1),
        tasks.stream()
            .map(task -> new TaskConfig(task, head, training.miniEpoch(), training.maxMiniEpoch()))
            .toList(),
        training,
        new RoundsConfig.ByCount(Duration.ZERO),
        new WeightingConfig(
            "alphavil",
            1,
            "paper",
            List.of(),
            new WeightingConfig.AlphaConfig(
                sgd(0.1),
                10,
                0,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY),
            Map.of(),
            1,
            0.5,
            1,
            WeightingConfig.Columns.LENGTH),
        new Configuration.DevConfig(0.1, 100, Double.POSITIVE_INFINITY),
        100,
        new PublishConfig(10, 0),
        new FlinkConfig(1, Duration.ofSeconds(5), null, null),
        new KafkaConfig("localhost:9092", "test", List.of(), null, 1, 1, Map.of()));
  }

  /** The four tasks on 6 plain features, plain SGD. */
  public static Configuration plain() {
    return configuration(List.of(6), mlp(), layers(), TASKS, training(sgd(0.1)));
  }

  /** The same with a matrix before each task's network. */
  public static Configuration aligned(Configuration plain) {
    ModelConfig model = plain.model();
    return new Configuration(
        new ModelConfig(model.name(), model.input(), model.trunk(), model.seed(), true),
        plain.tasks(),
        plain.training(),
        plain.rounds(),
        plain.weighting(),
        plain.dev(),
        plain.testWindow(),
        plain.publish(),
        plain.flink(),
        plain.kafka());
  }

  /** The scale of a task's labels. */
  public static LabelScale scale(Task task) {
    return task.type() instanceof TaskType.Regression ? new LabelScale(40, 12) : LabelScale.NONE;
  }

  /** Random inputs with labels that a straight line explains in part. */
  public static List<Example> examples(Task task, int features, int count, long seed) {
    Random random = new Random(seed * 31 + task.index());
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] input = new float[features];
      float sum = 0;
      for (int j = 0; j < features; j++) {
        input[j] = (float) random.nextGaussian();
        sum += j % 2 == 0 ? input[j] : -input[j];
      }
      examples.add(
          new Example(
              task.index(),
              new Position(i, "examples", 0, i),
              Split.TRAIN,
              input,
              label(task.type(), sum, random)));
    }
    return examples;
  }

  private static float[] label(TaskType type, float sum, Random random) {
    if (type instanceof TaskType.Classification classes) {
      return new float[] {Math.floorMod((int) Math.floor(sum), classes.classes())};
    }
    if (type instanceof TaskType.Regression) {
      return new float[] {(float) (40 + 5 * sum + random.nextGaussian())};
    }
    float[] label = new float[type.labelLength()];
    for (int i = 0; i < label.length; i++) {
      label[i] = sum + random.nextGaussian() > i ? 1 : 0;
    }
    return label;
  }

  /** A mini-epoch of random examples. */
  public static MiniEpoch miniEpoch(Task task, int features, int count, long number) {
    return new MiniEpoch(
        task.index(), number, examples(task, features, count, number), scale(task));
  }
}

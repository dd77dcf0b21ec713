package io.tributary.model.engine;

import io.tributary.model.MiniEpoch;
import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.TensorSpec;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.OptimizerConfig;
import io.tributary.model.config.TrainingConfig;
import io.tributary.model.network.LayerSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What every kit over engines asks of them: configurations, mini-epochs, and their parts. */
public final class ContractProblems {

  private ContractProblems() {}

  /** Everything at once: batch normalisation, dropout of units, several passes, shuffled. */
  public static Configuration noisy(OptimizerConfig optimizer) {
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
  public static Configuration images() {
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
  public static List<Configuration> all() {
    return List.of(
        Problems.plain(), noisy(Problems.sgd(0.05)), images(), Problems.aligned(images()));
  }

  /** One of a task, of fewer examples than three batches. */
  static MiniEpoch miniEpoch(Configuration configuration, Task task, long number) {
    return Problems.miniEpoch(task, configuration.model().features(), 29, number);
  }

  /** One of each task, from the same parameters. */
  static List<TaskDelta> deltas(Engine engine, Configuration c, float[] parameters) {
    return Problems.TASKS.stream()
        .map(task -> engine.train(parameters, 1, miniEpoch(c, task, 1)))
        .toList();
  }

  /** A part of all parameters. */
  static float[] slice(float[] values, Segment segment) {
    return Arrays.copyOfRange(values, segment.offset(), segment.end());
  }

  /** The tensors of one task's network, with their offsets in it. */
  static List<TensorSpec> network(ParameterLayout layout, int task) {
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
}

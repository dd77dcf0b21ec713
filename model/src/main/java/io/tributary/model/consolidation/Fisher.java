package io.tributary.model.consolidation;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.Segment;
import io.tributary.model.Task;
import io.tributary.model.TaskType;
import io.tributary.model.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The diagonal of the Fisher information of a task's network: the mean over inputs of the squared
 * gradient of the loss of a label that is drawn from what the network itself predicts. Labels of
 * the log would do only where the network is right (Kunstner et al. 2019, arXiv 1905.12558): after
 * a change of the stream their gradients are large, and would bind the model to what is wrong.
 */
final class Fisher {

  private final Engine engine;
  private final Task task;

  /** Of one task. */
  Fisher(Engine engine, Task task) {
    this.engine = engine;
    this.task = task;
  }

  /**
   * At given parameters; 0 in the heads of other tasks and in statistics.
   *
   * @param parameters whole
   * @param inputs examples whose labels are not looked at, at least one
   * @param scale how labels are standardised
   * @param seed of the labels that are drawn
   * @return as long as the parameters
   */
  float[] diagonal(float[] parameters, List<Example> inputs, LabelScale scale, long seed) {
    List<float[]> predictions =
        engine.predict(parameters, task.index(), inputs.stream().map(Example::features).toList());
    Random random = new Random(seed); // java.util.Random: its algorithm is part of its contract
    List<Example> drawn = new ArrayList<>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      Example input = inputs.get(i);
      float[] label = label(predictions.get(i), scale, random);
      drawn.add(
          new Example(task.index(), input.position(), input.split(), input.features(), label));
    }
    float[] squares = engine.squaredGradients(parameters, task.index(), drawn, scale);
    float[] diagonal = new float[parameters.length];
    int trunk = engine.layout().trunk().length();
    Segment head = engine.layout().heads().get(task.index());
    System.arraycopy(squares, 0, diagonal, 0, trunk);
    System.arraycopy(squares, trunk, diagonal, head.offset(), head.length());
    return diagonal;
  }

  private float[] label(float[] prediction, LabelScale scale, Random random) {
    TaskType type = task.type();
    if (type instanceof TaskType.Regression) {
      return new float[] {scale.restore((float) (prediction[0] + random.nextGaussian()))};
    }
    if (type instanceof TaskType.Classification) {
      double left = random.nextDouble();
      int chosen = 0;
      while (chosen < prediction.length - 1 && left >= prediction[chosen]) {
        left -= prediction[chosen++];
      }
      return new float[] {chosen};
    }
    float[] label = new float[prediction.length];
    for (int i = 0; i < label.length; i++) {
      label[i] = random.nextDouble() < prediction[i] ? 1 : 0;
    }
    return label;
  }
}

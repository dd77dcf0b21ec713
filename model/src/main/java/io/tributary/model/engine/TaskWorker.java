package io.tributary.model.engine;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Segment;
import io.tributary.model.Task;
import io.tributary.model.config.TrainingConfig;
import io.tributary.model.evaluation.Score;
import io.tributary.model.network.FieldTables;
import io.tributary.model.network.NetworkPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One task's network over its own flat parameters, and what is done with it. */
final class TaskWorker implements AutoCloseable {
  private final Task task;
  private final NetworkPlan plan;
  private final Loss loss;
  private final ClassWeights weights;
  private final InputBatch input;
  private final NetworkLayout layout;
  private final FlatVector parameters;
  private final @Nullable Alignment alignment;
  private final Passes training;
  private @Nullable Passes inference; // made for the target alone, by its first gradient

  /**
   * Makes the network.
   *
   * @param input shared with other workers of the engine: used by one at a time
   */
  TaskWorker(Task task, NetworkPlan plan, NetworkLayout layout, InputBatch input) {
    this.task = task;
    this.layout = layout;
    this.input = input;
    loss = Loss.of(task.type());
    weights = ClassWeights.of(task.type());
    parameters = new FlatVector(layout.length());
    this.plan = plan;
    alignment = layout.isAligned() ? new Alignment(input, parameters, layout.aligned()) : null;
    training =
        LayerPasses.compute(plan, layout)
            ? new LayerPasses(plan, input, parameters)
            : passes(TaskNetwork.training(plan.configuration(), ofNetwork(), outputs()));
  }

  private Passes passes(TaskNetwork network) {
    return new Dl4jPasses(network, input, alignment, outputs());
  }

  /** The parameters of the network itself. */
  private INDArray ofNetwork() {
    return alignment == null ? parameters.array() : parameters.view(1, layout.aligned());
  }

  /** The parameters that every call below works on. */
  FlatVector parameters() {
    return parameters;
  }

  /** The tables of fields, which are trained apart. */
  FieldTables tables() {
    return training.tables();
  }

  NetworkLayout layout() {
    return layout;
  }

  /** Trains in place; tables of fields must be open. */
  void train(TrainingConfig config, float weight, MiniEpoch miniEpoch, long seed) {
    List<Example> examples = new ArrayList<>(miniEpoch.trained());
    float share = config.optimizer().shareIn(miniEpoch.number());
    Random order = new Random(seed); // java.util.Random: its algorithm is part of its contract
    Nd4j.getRandom().setSeed(seed); // of this thread alone; dropout draws from it
    try (Optimizer optimizer =
        new Optimizer(
            config.optimizer(), parameters, training.gradient(), layout, tables().length())) {
      long turn = miniEpoch.number();
      for (int epoch = 0; epoch < config.epochs(); epoch++) {
        if (config.shuffle()) {
          Collections.shuffle(examples, order);
        }
        for (int from = 0; from < examples.size(); from += config.batchSize()) {
          int to = Math.min(from + config.batchSize(), examples.size());
          List<Example> batch = examples.subList(from, to);
          differentiate(training, batch, miniEpoch.scale(), 1.0 / batch.size());
          tables().step(weight * share);
          if (alignment == null) {
            optimizer.step(weight * share);
          } else if (turn++ % 2 == 1) {
            optimizer.stepOnNetwork(weight * share);
          } else {
            optimizer.stepOnPrivate(weight * share);
          }
        }
      }
    }
  }

  /**
   * The gradient of the mean weighted loss in training mode over [trunk | head], summed over the
   * batches that the examples pass in. In the place of a statistic is its old value minus the new
   * one, averaged over the batches.
   */
  float[] trainingGradient(List<Example> examples, LabelScale scale) {
    float[] sum = new float[layout.length()];
    float[] part = new float[sum.length];
    for (int from = 0; from < examples.size(); from += input.capacity()) {
      int to = Math.min(from + input.capacity(), examples.size());
      differentiate(training, examples.subList(from, to), scale, 1.0 / examples.size());
      ((FloatPointer) training.gradient().data().addressPointer()).get(part);
      for (Segment segment : layout.statistics()) {
        for (int i = segment.offset(); i < segment.end(); i++) {
          part[i] *= (float) (to - from) / examples.size();
        }
      }
      for (int i = 0; i < sum.length; i++) {
        sum[i] += part[i];
      }
    }
    return sum;
  }

  /** Scores in inference mode; losses are not weighted by class, but in the score's objective. */
  Score score(List<Example> examples, LabelScale scale) {
    return score(examples, scale, true);
  }

  /** The same without what is known of single classes, which takes time and memory. */
  Score plainScore(List<Example> examples, LabelScale scale) {
    return score(examples, scale, false);
  }

  private Score score(List<Example> examples, LabelScale scale, boolean classes) {
    BatchScore score = new BatchScore(task.type(), scale, examples.size(), classes);
    for (int from = 0; from < examples.size(); from += input.capacity()) {
      int to = Math.min(from + input.capacity(), examples.size());
      List<Example> batch = examples.subList(from, to);
      score.add(training.infer(pack(batch)), batch);
    }
    return score.score();
  }

  /**
   * The mean loss, weighted by class, and its gradient in inference mode.
   *
   * @param gradient is set to the gradient
   * @return the mean loss
   */
  double gradient(List<Example> examples, LabelScale scale, FlatVector gradient) {
    Passes network = inference();
    gradient.clear();
    double lossSum = 0;
    for (int from = 0; from < examples.size(); from += input.capacity()) {
      int to = Math.min(from + input.capacity(), examples.size());
      lossSum += differentiate(network, examples.subList(from, to), scale, 1.0 / examples.size());
      gradient.add(1, network.gradient(), 0, layout.length());
    }
    return lossSum / examples.size();
  }

  /** The mean of the squares of each example's own gradient, in inference mode. */
  float[] squaredGradients(List<Example> examples, LabelScale scale) {
    Passes network = inference();
    MeanSquares squares = new MeanSquares(layout);
    float[] gradient = new float[layout.length()];
    for (Example example : examples) {
      differentiate(network, List.of(example), scale, 1);
      ((FloatPointer) network.gradient().data().addressPointer()).get(gradient);
      squares.add(gradient);
    }
    return squares.mean();
  }

  /** Predicts in inference mode. */
  List<float[]> predict(List<float[]> inputs) {
    int width = outputs();
    List<float[]> predictions = new ArrayList<>(inputs.size());
    for (int from = 0; from < inputs.size(); from += input.capacity()) {
      int count = Math.min(input.capacity(), inputs.size() - from);
      for (int i = 0; i < count; i++) {
        input.put(i, inputs.get(from + i));
      }
      float[] outputs = training.infer(count);
      for (int i = 0; i < count; i++) {
        float[] prediction = Arrays.copyOfRange(outputs, i * width, (i + 1) * width);
        loss.predict(prediction, 0);
        predictions.add(prediction);
      }
    }
    return predictions;
  }

  /** Leaves factor · the gradient of the summed weighted loss, and returns that loss. */
  private double differentiate(
      Passes network, List<Example> batch, LabelScale scale, double factor) {
    int width = outputs();
    double[] lossSum = new double[1];
    network.differentiate(
        pack(batch),
        outputs -> {
          for (int i = 0; i < batch.size(); i++) {
            float[] label = batch.get(i).label();
            double weight = weights.of(label);
            lossSum[0] += weight * loss.value(outputs, i * width, label, scale);
            loss.gradient(outputs, i * width, label, scale, weight * factor);
          }
        });
    return lossSum[0];
  }

  private Passes inference() {
    if (TaskNetwork.isDeterministic(plan.configuration())) {
      return training;
    }
    if (inference == null) {
      inference = passes(TaskNetwork.inference(plan.configuration(), ofNetwork(), outputs()));
    }
    return inference;
  }

  private int outputs() {
    return task.type().outputs();
  }

  /** Puts inputs where passes find them, and returns how many. */
  private int pack(List<Example> examples) {
    for (int i = 0; i < examples.size(); i++) {
      input.put(i, examples.get(i).features());
    }
    return examples.size();
  }

  @Override
  public void close() {
    training.close();
    if (inference != null) {
      inference.close();
    }
    if (alignment != null) {
      alignment.close();
    }
    parameters.close();
  }
}

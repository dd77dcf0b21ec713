package io.tributary.pytorch;

import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Segment;
import io.tributary.model.Task;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TrainingConfig;
import io.tributary.model.engine.BatchScore;
import io.tributary.model.engine.MeanSquares;
import io.tributary.model.engine.NetworkLayout;
import io.tributary.model.evaluation.Score;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** One task's network over its own flat parameters, and what is done with it. */
final class TorchWorker implements AutoCloseable {
  private final Task task;
  private final NetworkLayout layout;
  private final PtNDManager manager;
  private final Script vectors;
  private final Batch batch;
  private final Script network;
  private final Flat parameters;
  private final Flat gradient;
  private final IValue parameterViews;
  private final IValue gradientViews;
  private final Targets targets;
  private final Tensor wanted;
  private final FloatBuffer wantedView;
  private final Tensor factors;
  private final FloatBuffer factorsView;
  private final Tensor outputs;
  private final FloatBuffer outputsView;
  private final Masks masks;

  /**
   * Makes the network.
   *
   * @param vectors the module of {@link VectorCode}, the engine's
   * @param batch shared with other workers of the engine: used by one at a time
   */
  TorchWorker(
      Configuration configuration,
      Task task,
      NetworkLayout layout,
      PtNDManager manager,
      Script vectors,
      Batch batch) {
    this.task = task;
    this.layout = layout;
    this.manager = manager;
    this.vectors = vectors;
    this.batch = batch;
    NetworkCode code = new NetworkCode(configuration, layout, task);
    network = new Script(manager, code.methods());
    parameters = Flat.vector(manager, vectors, layout.length());
    gradient = Flat.vector(manager, vectors, layout.length());
    parameterViews = network.get("views", parameters.values());
    gradientViews = network.get("views", gradient.values());
    targets = new Targets(task.type());
    wanted = Tensor.host(manager, batch.capacity(), width());
    wantedView = wanted.view();
    factors = Tensor.host(manager, batch.capacity(), 1);
    factorsView = factors.view();
    outputs = Tensor.host(manager, batch.capacity(), width());
    outputsView = outputs.view();
    masks = new Masks(manager, network, batch.capacity(), code.masks(), code.rates());
  }

  /** The parameters that every call below works on. */
  Flat parameters() {
    return parameters;
  }

  /** Where gradients are left. */
  Flat gradient() {
    return gradient;
  }

  /** Trains in place. */
  void train(TrainingConfig config, float weight, MiniEpoch miniEpoch, long seed) {
    List<Example> examples = new ArrayList<>(miniEpoch.trained());
    double share = (double) weight * config.optimizer().shareIn(miniEpoch.number());
    Random order = new Random(seed); // java.util.Random: its algorithm is part of its contract
    SplittableRandom random = new SplittableRandom(seed);
    try (TorchOptimizer optimizer =
        new TorchOptimizer(
            config.optimizer(), manager, vectors, parameters.values(), gradient.values(), layout)) {
      long turn = miniEpoch.number();
      for (int epoch = 0; epoch < config.epochs(); epoch++) {
        if (config.shuffle()) {
          Collections.shuffle(examples, order);
        }
        for (int from = 0; from < examples.size(); from += config.batchSize()) {
          int to = Math.min(from + config.batchSize(), examples.size());
          List<Example> part = examples.subList(from, to);
          differentiate(part, miniEpoch.scale(), 1.0 / part.size(), random);
          if (!layout.isAligned()) {
            optimizer.step(share);
          } else if (turn++ % 2 == 1) {
            optimizer.stepOnNetwork(share);
          } else {
            optimizer.stepOnPrivate(share);
          }
        }
      }
    }
  }

  /** Leaves factor · the gradient of the summed weighted loss, in training mode. */
  private void differentiate(
      List<Example> part, LabelScale scale, double factor, SplittableRandom random) {
    batch.put(part);
    target(part, scale, factor);
    masks.draw(random, part.size());
    network.run(
        "train",
        parameterViews,
        gradientViews,
        batch.rows(),
        wanted,
        factors,
        masks.list(),
        part.size());
  }

  private void target(List<Example> part, LabelScale scale, double factor) {
    float[] rows = new float[part.size() * width()];
    float[] weights = new float[part.size()];
    for (int i = 0; i < part.size(); i++) {
      float[] label = part.get(i).label();
      targets.put(rows, i * width(), label, scale);
      weights[i] = targets.factor(label, factor);
    }
    wantedView.put(0, rows);
    factorsView.put(0, weights);
  }

  /**
   * The gradient of the mean weighted loss in training mode over [trunk | head], summed over the
   * batches that the examples pass in. In the place of a statistic is its old value minus the new
   * one, averaged over the batches.
   */
  float[] trainingGradient(List<Example> examples, LabelScale scale, SplittableRandom random) {
    float[] sum = new float[layout.length()];
    for (int from = 0; from < examples.size(); from += batch.capacity()) {
      int to = Math.min(from + batch.capacity(), examples.size());
      differentiate(examples.subList(from, to), scale, 1.0 / examples.size(), random);
      float[] part = gradient.toArray();
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

  /**
   * Scores in inference mode.
   *
   * @param classes whether single classes are told of
   */
  Score score(List<Example> examples, LabelScale scale, boolean classes) {
    BatchScore score = new BatchScore(task.type(), scale, examples.size(), classes);
    for (int from = 0; from < examples.size(); from += batch.capacity()) {
      List<Example> part =
          examples.subList(from, Math.min(from + batch.capacity(), examples.size()));
      batch.put(part);
      score.add(infer(part.size()), part);
    }
    return score.score();
  }

  /** The outputs of the first inputs that were put. */
  private float[] infer(int count) {
    network.run("infer", parameterViews, batch.rows(), outputs, count);
    return outputs(count);
  }

  private float[] outputs(int count) {
    float[] rows = new float[count * width()];
    outputsView.get(0, rows);
    return rows;
  }

  /**
   * The mean loss, weighted by class, and its gradient in inference mode.
   *
   * @param sum is set to the gradient
   * @return the mean loss
   */
  double gradient(List<Example> examples, LabelScale scale, Flat sum) {
    BatchScore score = new BatchScore(task.type(), scale, examples.size(), false);
    for (int from = 0; from < examples.size(); from += batch.capacity()) {
      int to = Math.min(from + batch.capacity(), examples.size());
      List<Example> part = examples.subList(from, to);
      differentiateFixed(part, scale, 1.0 / examples.size());
      vectors.run(from == 0 ? "copy" : "add", sum.values(), gradient.values());
      score.add(outputs(part.size()), part);
    }
    return score.score().objective();
  }

  /** Leaves factor · the gradient of the summed weighted loss, in inference mode. */
  private void differentiateFixed(List<Example> part, LabelScale scale, double factor) {
    batch.put(part);
    target(part, scale, factor);
    network.run(
        "fixed",
        parameterViews,
        gradientViews,
        batch.rows(),
        wanted,
        factors,
        outputs,
        part.size());
  }

  /** The mean of the squares of each example's own gradient, in inference mode. */
  float[] squaredGradients(List<Example> examples, LabelScale scale) {
    MeanSquares squares = new MeanSquares(layout);
    for (Example example : examples) {
      differentiateFixed(List.of(example), scale, 1);
      squares.add(gradient.toArray());
    }
    return squares.mean();
  }

  /** Predicts in inference mode. */
  List<float[]> predict(List<float[]> inputs) {
    List<float[]> predictions = new ArrayList<>(inputs.size());
    for (int from = 0; from < inputs.size(); from += batch.capacity()) {
      int count = Math.min(batch.capacity(), inputs.size() - from);
      for (int i = 0; i < count; i++) {
        batch.put(i, inputs.get(from + i));
      }
      float[] rows = infer(count);
      for (int i = 0; i < count; i++) {
        float[] prediction = Arrays.copyOfRange(rows, i * width(), (i + 1) * width());
        BatchScore.predict(task.type(), prediction);
        predictions.add(prediction);
      }
    }
    return predictions;
  }

  private int width() {
    return task.type().outputs();
  }

  @Override
  public void close() {
    masks.close();
    parameterViews.close();
    gradientViews.close();
    parameters.close();
    gradient.close();
    wanted.close();
    factors.close();
    outputs.close();
    network.close();
  }
}

package io.tributary.model.engine;

import io.tributary.model.LabelScale;
import io.tributary.model.Segment;
import io.tributary.model.Task;
import io.tributary.model.TaskType;
import io.tributary.model.config.Configuration;
import io.tributary.model.network.NetworkPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * One task's network as Deeplearning4j itself knows networks: the trunk, the head, and an output
 * layer with the task's activation and loss. It predicts what {@link Engine#predict} does, but for
 * a regression in the label's own units.
 */
public final class PlainNetwork {
  private PlainNetwork() {}

  /**
   * Writes it as the ZIP that {@code ModelSerializer.restoreMultiLayerNetwork} opens, or, for named
   * inputs, {@code restoreComputationGraph}; {@link #inputs} says what those take.
   *
   * @param parameters of the whole model
   * @param scale of the task's labels
   * @throws EngineException in one line, for a model that Deeplearning4j has no network for
   */
  public static void write(
      Configuration configuration, float[] parameters, int task, LabelScale scale, OutputStream out)
      throws IOException {
    if (configuration.model().alignment()) {
      throw new EngineException(
          "Deeplearning4j has no layer for a matrix before the network (model.alignment); use"
              + " predict, or export as safetensors",
          null);
    }
    float[] own = own(configuration, parameters, task);
    NativeUse.begin();
    try {
      ModelSerializer.writeModel(
          configuration.model().fields().isEmpty()
              ? network(configuration, own, task, scale)
              : PlainGraph.of(configuration, own, task, scale),
          out,
          false);
    } finally {
      NativeUse.end();
    }
  }

  /** The inputs of a model with fields, and how records become them, as JSON's maps and lists. */
  public static Map<String, Object> inputs(
      Configuration configuration, float[] parameters, Task task) {
    return GraphInputs.describe(
        configuration.model().fields(), own(configuration, parameters, task.index()), task);
  }

  private static float[] own(Configuration configuration, float[] parameters, int task) {
    return ModelNetworks.of(configuration).layout().gather(parameters, task);
  }

  static MultiLayerNetwork network(
      Configuration configuration, float[] own, int index, LabelScale scale) {
    Task task = configuration.tasks().get(index).task();
    NetworkPlan plan =
        NetworkPlan.of(
            configuration.model().input(),
            configuration.model().fields(),
            configuration.model().trunk(),
            configuration.tasks().get(index).head(),
            task);
    MultiLayerConfiguration plain = plan.configuration().clone();
    NeuralNetConfiguration last = plain.getConf(plain.getConfs().size() - 1);
    if (!(last.getLayer() instanceof DenseLayer dense)) {
      throw new EngineException(
          "the head of %s ends with a %s, which cannot be made an output layer of Deeplearning4j's"
              .formatted(task.name(), last.getLayer().getClass().getSimpleName()),
          null);
    }
    if (task.type() instanceof TaskType.Regression) {
      restoreUnits(own, dense, scale);
    }
    last.setLayer(output(dense, task.type()));
    MultiLayerNetwork network = new MultiLayerNetwork(plain);
    network.init(Nd4j.createFromArray(own).reshape(1, own.length), false);
    return network;
  }

  /** Puts the scale into the last layer, whose weights lie before its bias. */
  private static void restoreUnits(float[] own, DenseLayer dense, LabelScale scale) {
    int bias = dense.hasBias() ? (int) dense.getNOut() : 0;
    Segment weights =
        new Segment(
            own.length - bias - (int) (dense.getNIn() * dense.getNOut()),
            (int) (dense.getNIn() * dense.getNOut()));
    if (bias == 0 && scale.mean() != 0) {
      throw new EngineException(
          "an output layer without a bias cannot give the label's units", null);
    }
    for (int i = weights.offset(); i < own.length; i++) {
      own[i] = (float) (own[i] * scale.deviation() + (i < weights.end() ? 0 : scale.mean()));
    }
  }

  private static Layer output(DenseLayer dense, TaskType type) {
    boolean classes = type instanceof TaskType.Classification;
    boolean number = type instanceof TaskType.Regression;
    OutputLayer output =
        new OutputLayer.Builder(
                classes ? LossFunction.MCXENT : number ? LossFunction.MSE : LossFunction.XENT)
            .activation(
                classes ? Activation.SOFTMAX : number ? Activation.IDENTITY : Activation.SIGMOID)
            .nIn(dense.getNIn())
            .nOut(dense.getNOut())
            .hasBias(dense.hasBias())
            .build();
    output.setLayerName(dense.getLayerName());
    output.setWeightInitFn(dense.getWeightInitFn());
    output.setIUpdater(dense.getIUpdater());
    output.setIDropout(dense.getIDropout());
    return output;
  }
}

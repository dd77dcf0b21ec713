package io.tributary.model.engine;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.FwdPassType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A Deeplearning4j network that works in place on somebody else's flat parameters and is told the
 * derivative of the loss by its outputs, so that losses, weights and optimizers are ours.
 */
@SuppressWarnings("overrides") // an array for varargs, between two types of the library
final class TaskNetwork extends MultiLayerNetwork implements AutoCloseable {
  private static final long serialVersionUID = 1;

  private final int outputs;

  private TaskNetwork(MultiLayerConfiguration configuration, INDArray parameters, int outputs) {
    super(configuration);
    this.outputs = outputs;
    init(parameters, false);
  }

  /** A network to train. */
  static TaskNetwork training(
      MultiLayerConfiguration configuration, INDArray parameters, int outputs) {
    TaskNetwork network = new TaskNetwork(configuration.clone(), parameters, outputs);
    network.initGradientsView();
    return network;
  }

  /** A network whose gradients are those of inference: nothing dropped, statistics fixed. */
  static TaskNetwork inference(
      MultiLayerConfiguration configuration, INDArray parameters, int outputs) {
    MultiLayerConfiguration quiet = configuration.clone();
    quiet.getConfs().forEach(conf -> withoutNoise(conf.getLayer()));
    TaskNetwork network = new TaskNetwork(quiet, parameters, outputs);
    for (int i = 0; i < network.layers.length; i++) {
      if (network.layers[i] instanceof BatchNormalization norm) {
        network.layers[i] = new FixedNorm(norm);
      }
    }
    network.initGradientsView();
    return network;
  }

  /** Whether training and inference compute the same function of the same parameters. */
  static boolean isDeterministic(MultiLayerConfiguration configuration) {
    return configuration.getConfs().stream()
        .map(NeuralNetConfiguration::getLayer)
        .allMatch(
            layer ->
                layer.getIDropout() == null
                    && !(layer instanceof BaseLayer base && base.getWeightNoise() != null)
                    && !(layer instanceof org.deeplearning4j.nn.conf.layers.BatchNormalization));
  }

  private static void withoutNoise(Layer layer) {
    layer.setIDropout(null);
    if (layer instanceof BaseLayer base) {
      base.setWeightNoise(null);
    }
  }

  /** The outputs for a batch in inference mode, row-major. */
  float[] infer(INDArray batch) {
    NativeUse.pass();
    Natives.stayOnThisThread();
    try (INDArray result =
        outputOfLayerDetached(
            false, FwdPassType.STANDARD, layers.length - 1, batch, null, null, null)) {
      return rows(result);
    }
  }

  /**
   * One pass forward in training mode and back. Leaves the gradient in {@link
   * #getFlattenedGradients()}.
   *
   * @param slot a row-major array that the derivative by the outputs is put into
   * @param byInput whether the derivative by the inputs is wanted
   * @return that derivative, or null
   */
  @Nullable INDArray differentiate(
      INDArray batch, FlatVector slot, boolean byInput, Passes.OutputGradient loss) {
    NativeUse.pass();
    Natives.stayOnThisThread();
    LayerWorkspaceMgr activations =
        LayerWorkspaceMgr.builder()
            .with(ArrayType.ACTIVATIONS, WS_ALL_LAYERS_ACT, WS_ALL_LAYERS_ACT_CONFIG)
            .with(ArrayType.INPUT, WS_ALL_LAYERS_ACT, WS_ALL_LAYERS_ACT_CONFIG)
            .build();
    try (MemoryWorkspace scope = activations.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
      List<INDArray> all =
          ffToLayerActivationsInWs(
              layers.length - 1, FwdPassType.STANDARD, false, batch, null, null);
      float[] rows = rows(all.get(all.size() - 1));
      loss.replace(rows);
      slot.set(rows);
      INDArray epsilon = slot.view(batch.size(0), outputs);
      return calcBackpropGradients(epsilon, false, false, byInput).getSecond();
    }
  }

  /** The elements of an array in row-major order. */
  static float[] rows(INDArray result) {
    INDArray rowMajor = result.ordering() == 'c' && !result.isView() ? result : result.dup('c');
    float[] values = new float[(int) rowMajor.length()];
    ((FloatPointer) rowMajor.data().addressPointer()).get(values);
    return values;
  }

  @Override
  public void close() {
    INDArray gradient = getFlattenedGradients();
    if (!gradient.wasClosed()) {
      gradient.close();
    }
  }
}

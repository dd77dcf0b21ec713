package io.tributary.model.engine;

import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Broadcast;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Batch normalisation as inference does it, an affine map of fixed statistics, with the gradient of
 * that map; Deeplearning4j's own layer only has the gradient of training.
 */
final class FixedNorm extends BatchNormalization {
  private static final long serialVersionUID = 1;
  private static final String GLOBAL_MEAN = BatchNormalizationParamInitializer.GLOBAL_MEAN;
  private static final String GLOBAL_VAR = BatchNormalizationParamInitializer.GLOBAL_VAR;
  private static final String GLOBAL_LOG_STD = BatchNormalizationParamInitializer.GLOBAL_LOG_STD;

  /** Takes the place of a layer, on the same parameters. */
  FixedNorm(BatchNormalization layer) {
    super(layer.conf(), DataType.FLOAT);
    setIndex(layer.getIndex());
    setParamsViewArray(layer.params());
    setParamTable(layer.paramTable());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    return super.activate(false, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    int channels = epsilon.rank() == 4 && layerConf().getCnn2DFormat() == CNN2DFormat.NHWC ? 3 : 1;
    int[] others = IntStream.range(0, epsilon.rank()).filter(d -> d != channels).toArray();
    INDArray deviation = deviation();
    Gradient gradient = new DefaultGradient();
    INDArray slope = deviation.rdiv(layerConf().isLockGammaBeta() ? layerConf().getGamma() : 1);
    if (!layerConf().isLockGammaBeta()) {
      slope.muli(row(BatchNormalizationParamInitializer.GAMMA));
      INDArray normalised =
          Broadcast.sub(input, row(GLOBAL_MEAN), input.ulike(), channels).muli(epsilon);
      INDArray byGamma = normalised.sum(others).divi(deviation);
      INDArray byBeta = epsilon.sum(others);
      put(gradient, BatchNormalizationParamInitializer.GAMMA, byGamma);
      put(gradient, BatchNormalizationParamInitializer.BETA, byBeta);
    }
    String spread = layerConf().isUseLogStd() ? GLOBAL_LOG_STD : GLOBAL_VAR;
    put(gradient, GLOBAL_MEAN, slope.like());
    put(gradient, spread, slope.like());
    INDArray below =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, epsilon.dataType(), epsilon.shape(), epsilon.ordering());
    Broadcast.mul(epsilon, slope, below, channels);
    return new Pair<>(gradient, below);
  }

  private INDArray deviation() {
    INDArray variance =
        layerConf().isUseLogStd()
            ? Transforms.exp(row(GLOBAL_LOG_STD).mul(2 * Math.log(10)), false)
            : row(GLOBAL_VAR);
    return Transforms.sqrt(variance.add(layerConf().getEps()), false);
  }

  private INDArray row(String key) {
    INDArray parameter = getParam(key);
    return parameter.reshape(parameter.length());
  }

  private void put(Gradient gradient, String key, INDArray values) {
    INDArray view = Objects.requireNonNull(gradientViews.get(key), key);
    view.assign(values.reshape(view.shape()));
    gradient.setGradientFor(key, view);
  }
}

package io.tributary.model.network;

import java.util.Locale;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.nd4j.linalg.activations.Activation;

/** One layer of a list as a layer of Deeplearning4j. */
final class LayerTranslation {
  private LayerTranslation() {}

  /** The word of the configuration file. */
  static String kind(LayerSpec spec) {
    return spec.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  static Layer of(LayerSpec spec, boolean onImage) {
    if (spec instanceof LayerSpec.Dense dense) {
      return new DenseLayer.Builder().nOut(dense.units()).activation(Activation.IDENTITY).build();
    }
    if (spec instanceof LayerSpec.Conv2d conv) {
      return new ConvolutionLayer.Builder(conv.kernel(), conv.kernel())
          .convolutionMode(ConvolutionMode.Truncate)
          .stride(conv.stride(), conv.stride())
          .padding(conv.padding(), conv.padding())
          .nOut(conv.filters())
          .activation(Activation.IDENTITY)
          .build();
    }
    if (spec instanceof LayerSpec.MaxPool2d pool) {
      return new SubsamplingLayer.Builder(PoolingType.MAX)
          .convolutionMode(ConvolutionMode.Truncate)
          .kernelSize(pool.size(), pool.size())
          .stride(pool.stride(), pool.stride())
          .build();
    }
    if (spec instanceof LayerSpec.Relu) {
      return new ActivationLayer(Activation.RELU);
    }
    if (spec instanceof LayerSpec.Tanh) {
      return new ActivationLayer(Activation.TANH);
    }
    if (spec instanceof LayerSpec.Dropout dropout) {
      double keep = 1 - dropout.rate();
      if (dropout.rate() == 0) {
        return new ActivationLayer(Activation.IDENTITY);
      }
      return onImage
          ? new DropoutLayer.Builder(new SpatialDropout(keep)).build()
          : new DropoutLayer.Builder(keep).build();
    }
    if (spec instanceof LayerSpec.BatchNorm norm) {
      return new BatchNormalization.Builder()
          .decay(norm.momentum())
          .activation(Activation.IDENTITY)
          .build();
    }
    throw new IllegalArgumentException("no layer of its own: " + spec);
  }
}

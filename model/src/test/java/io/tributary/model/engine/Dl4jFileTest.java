package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.TaskType;
import io.tributary.model.TensorSpec;
import io.tributary.model.config.Configuration;
import io.tributary.model.network.LayerSpec;
import io.tributary.model.network.NetworkException;
import io.tributary.model.network.NetworkSpec;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Trunks and heads from Deeplearning4j's own configuration files. */
class Dl4jFileTest {
  private static final List<Task> DIGIT =
      List.of(new Task(0, "digit", new TaskType.Classification(3), true));
  private static final OutputLayer OUTPUT =
      new OutputLayer.Builder(LossFunction.MCXENT)
          .nIn(5)
          .nOut(3)
          .activation(Activation.SOFTMAX)
          .build();

  @BeforeAll
  static void load() {
    Natives.load();
  }

  private static NetworkSpec file(double l2, Layer... layers) {
    var list = new NeuralNetConfiguration.Builder().l2(l2).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    return new NetworkSpec.Dl4j("net.json", list.build().toJson());
  }

  private static Configuration configuration(
      List<Integer> input, NetworkSpec trunk, NetworkSpec head) {
    return Problems.configuration(input, trunk, head, DIGIT, Problems.training(Problems.sgd(0.1)));
  }

  @Test
  void filesTrainLikeTheSameLayerLists() {
    Configuration lists =
        configuration(
            List.of(6),
            Problems.layers(new LayerSpec.Dense(5), new LayerSpec.Tanh()),
            Problems.layers());
    Configuration files =
        configuration(
            List.of(6),
            file(0, new DenseLayer.Builder().nIn(6).nOut(5).activation(Activation.TANH).build()),
            file(0, OUTPUT));
    try (Engine one = Engines.open(lists);
        Engine other = Engines.open(files)) {
      float[] parameters = one.initialParameters();
      assertThat(other.layout().tensors())
          .extracting(TensorSpec::name)
          .containsExactly(
              "trunk.0-denselayer.W",
              "trunk.0-denselayer.b",
              "head.digit.0-outputlayer.W",
              "head.digit.0-outputlayer.b");
      TaskDelta expected = one.train(parameters, 1, Problems.miniEpoch(DIGIT.get(0), 6, 30, 1));
      TaskDelta actual = other.train(parameters, 1, Problems.miniEpoch(DIGIT.get(0), 6, 30, 1));
      assertThat(actual.values())
          .containsExactly(expected.values(), org.assertj.core.api.Assertions.offset(1e-6f));
    }
  }

  @Test
  void convolutionsFitTogetherWithLists() {
    var image =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(
                new ConvolutionLayer.Builder(3, 3)
                    .nOut(4)
                    .name("stem")
                    .activation(Activation.RELU)
                    .build())
            .layer(new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build())
            .setInputType(InputType.convolutional(8, 8, 1))
            .build();
    Configuration configuration =
        configuration(
            List.of(1, 8, 8),
            new NetworkSpec.Dl4j("net.json", image.toJson()),
            Problems.layers(new LayerSpec.Dense(5), new LayerSpec.Relu()));
    try (Engine engine = Engines.open(configuration)) {
      assertThat(engine.layout().tensors().get(0).name()).startsWith("trunk.stem.");
      float[] parameters = engine.initialParameters();
      TaskDelta delta = engine.train(parameters, 1, Problems.miniEpoch(DIGIT.get(0), 64, 60, 1));
      assertThat(delta.after().loss()).isLessThan(delta.before().loss());
    }
  }

  @Test
  void refusesWhatCannotBeInOneLine() {
    NetworkSpec dense = file(0, new DenseLayer.Builder().nIn(6).nOut(5).build());
    refused(dense, new NetworkSpec.Dl4j("net.json", "{"), "net.json: not a Deeplearning4j");
    refused(dense, dense, "head.digit: the task has 3 outputs, its network ends with [5]");
    refused(file(0, OUTPUT), Problems.layers(), "net.json: trunk has an output layer");
    refused(
        file(0.1, new DenseLayer.Builder().nIn(6).nOut(5).build()),
        Problems.layers(),
        "net.json: trunk, layer 0 (DenseLayer): regularisation");
    refused(
        file(0, new ConvolutionLayer.Builder(3, 3).nIn(1).nOut(4).build()),
        Problems.layers(),
        "net.json: trunk, layer 0 (ConvolutionLayer): ");
  }

  private static void refused(NetworkSpec trunk, NetworkSpec head, String start) {
    assertThatThrownBy(() -> Engines.open(configuration(List.of(6), trunk, head)))
        .isInstanceOf(NetworkException.class)
        .hasMessageStartingWith(start)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }
}

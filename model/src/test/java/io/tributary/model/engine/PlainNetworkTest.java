package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.TaskType;
import io.tributary.model.config.Configuration;
import io.tributary.model.network.LayerSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PlainNetworkTest {

  static Stream<Configuration> configurations() {
    Configuration noisy =
        Problems.configuration(
            List.of(6),
            Problems.layers(
                new LayerSpec.Dense(8),
                new LayerSpec.BatchNorm(0.9),
                new LayerSpec.Relu(),
                new LayerSpec.Dropout(0.4)),
            Problems.layers(new LayerSpec.Dense(5), new LayerSpec.Tanh()),
            Problems.TASKS,
            Problems.training(Problems.sgd(0.1)));
    Configuration images =
        Problems.configuration(
            List.of(1, 8, 8),
            Problems.lenet(),
            Problems.layers(),
            Problems.TASKS,
            Problems.training(Problems.sgd(0.1)));
    return Stream.of(Problems.plain(), noisy, images);
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void plainDeeplearning4jOpensItAndPredictsTheSame(Configuration configuration)
      throws IOException {
    try (Engine engine = Engines.open(configuration)) {
      float[] parameters = trained(engine, configuration);
      for (Task task : Problems.TASKS) {
        LabelScale scale = Problems.scale(task);
        List<float[]> inputs =
            examples(configuration, task).stream().map(Example::features).toList();

        MultiLayerNetwork plain = restored(configuration, parameters, task, scale);

        INDArray told = plain.output(batch(configuration, inputs));
        List<float[]> expected = engine.predict(parameters, task.index(), inputs);
        for (int i = 0; i < inputs.size(); i++) {
          for (int j = 0; j < task.type().outputs(); j++) {
            double own = expected.get(i)[j];
            boolean number = task.type() instanceof TaskType.Regression;
            double wanted = number ? scale.restore((float) own) : own;
            assertThat((double) told.getFloat(i, j))
                .as(task.name())
                .isCloseTo(wanted, within(1e-5 * Math.max(1, Math.abs(wanted))));
          }
        }
      }
    }
  }

  @Test
  void whatHasNoPlainNetworkIsRefusedInOneLine() {
    Configuration aligned = Problems.aligned(Problems.plain());

    assertThatThrownBy(
            () ->
                PlainNetwork.write(
                    aligned, new float[0], 0, LabelScale.NONE, new ByteArrayOutputStream()))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("model.alignment")
        .hasMessageContaining("predict")
        .message()
        .hasLineCount(1);
  }

  private static MultiLayerNetwork restored(
      Configuration configuration, float[] parameters, Task task, LabelScale scale)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PlainNetwork.write(configuration, parameters, task.index(), scale, out);
    return ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(out.toByteArray()));
  }

  /** Parameters that every task has moved, statistics among them. */
  private static float[] trained(Engine engine, Configuration configuration) {
    float[] parameters = engine.initialParameters();
    for (Task task : Problems.TASKS) {
      MiniEpoch miniEpoch =
          new MiniEpoch(task.index(), 1, examples(configuration, task), Problems.scale(task));
      TaskDelta delta = engine.train(parameters, 1, miniEpoch);
      int trunk = engine.layout().trunk().length();
      int head = engine.layout().heads().get(task.index()).offset();
      for (int i = 0; i < delta.values().length; i++) {
        parameters[i < trunk ? i : head + i - trunk] += delta.values()[i];
      }
    }
    return parameters;
  }

  private static List<Example> examples(Configuration configuration, Task task) {
    return Problems.examples(task, configuration.model().features(), 40, 3);
  }

  private static INDArray batch(Configuration configuration, List<float[]> inputs) {
    INDArray rows = Nd4j.create(inputs.toArray(float[][]::new));
    List<Integer> shape = configuration.model().input();
    if (shape.size() == 1) {
      return rows;
    }
    long[] images = {inputs.size(), shape.get(0), shape.get(1), shape.get(2)};
    return rows.reshape('c', Arrays.copyOf(images, 4));
  }
}

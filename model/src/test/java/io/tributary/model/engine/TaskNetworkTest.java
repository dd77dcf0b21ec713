package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.MiniEpoch;
import io.tributary.model.Task;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TrainingConfig;
import io.tributary.model.field.FieldRow;
import io.tributary.model.network.LayerSpec;
import io.tributary.model.network.NetworkPlan;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.junit.jupiter.api.Test;

/** What is particular to Deeplearning4j: its helpers and its batch normalisation. */
class TaskNetworkTest {

  @Test
  void convolutionsRunOnOneDnn() {
    Natives.load();
    Task task = Problems.TASKS.get(0);
    NetworkPlan plan =
        NetworkPlan.of(List.of(1, 8, 8), FieldRow.NONE, Problems.lenet(), Problems.layers(), task);
    int length = new NetworkParameters(plan).layout().length();
    try (FlatVector parameters = new FlatVector(length);
        InputBatch input = new InputBatch(1, List.of(1, 8, 8));
        TaskNetwork network = TaskNetwork.training(plan.configuration(), parameters.array(), 3)) {
      network.infer(input.first(1));
      ConvolutionLayer first = (ConvolutionLayer) network.getLayer(0);
      assertThat(first.getHelper()).isInstanceOf(MKLDNNConvHelper.class);
    }
  }

  /**
   * With a momentum of 0 and a weight of 0 a step changes nothing but the running statistics, which
   * become those of the batch: the score after it is the loss that training saw. So the training
   * gradient can be held against finite differences.
   */
  @Test
  void batchNormalisationHasTheGradientOfTraining() {
    check(
        List.of(6),
        new LayerSpec.Dense(5),
        new LayerSpec.BatchNorm(0),
        new LayerSpec.Tanh(),
        new LayerSpec.Dense(4),
        new LayerSpec.BatchNorm(0),
        new LayerSpec.Tanh());
    check(
        List.of(2, 5, 5),
        new LayerSpec.Conv2d(3, 2, 1, 0),
        new LayerSpec.BatchNorm(0),
        new LayerSpec.Tanh(),
        new LayerSpec.Conv2d(3, 2, 1, 0),
        new LayerSpec.BatchNorm(0),
        new LayerSpec.Tanh());
  }

  private static void check(List<Integer> input, LayerSpec... trunk) {
    Configuration configuration =
        Problems.configuration(
            input,
            Problems.layers(trunk),
            Problems.layers(),
            Problems.TASKS,
            new TrainingConfig(
                32, Integer.MAX_VALUE, Integer.MAX_VALUE, 32, 1, false, Problems.sgd(1)));
    MiniEpoch batch =
        Problems.miniEpoch(Problems.TASKS.get(0), configuration.model().features(), 30, 1);
    try (Engine engine = Engines.open(configuration)) {
      float[] parameters = engine.initialParameters();
      float[] step = engine.train(parameters, 1, batch).values(); // minus the gradient
      float[] statistics = engine.train(parameters, 0, batch).values();
      Random random = new Random(5);
      for (int trial = 0; trial < 5; trial++) {
        float h = 1 / 128f;
        float[] up = parameters.clone();
        float[] down = parameters.clone();
        double slope = 0;
        for (int i = 0; i < step.length; i++) {
          if (statistics[i] == 0) { // learned; the target's head follows the trunk
            double direction = trial == 0 ? -step[i] : random.nextGaussian() / 4;
            slope -= step[i] * direction;
            up[i] += (float) (h * direction);
            down[i] -= (float) (h * direction);
          }
        }
        double difference =
            (engine.train(up, 0, batch).after().loss()
                    - engine.train(down, 0, batch).after().loss())
                / (2 * h);
        assertThat(slope).isCloseTo(difference, within(2e-3 * (0.1 + Math.abs(difference))));
      }
    }
  }
}

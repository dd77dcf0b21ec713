package io.tributary.benchmarks.wu;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.TensorSpec;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.round.InMemoryTraining;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.round.RoundLearner;
import io.tributary.model.round.RoundState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A model that rounds over the same examples again and again have made. */
final class Learned implements AutoCloseable {

  private final Configuration configuration;
  private final Engine engine;
  private RoundState state;

  /**
   * Learns.
   *
   * @param yaml the configuration
   * @param examples of each task, one mini-epoch a round
   */
  Learned(String yaml, List<List<Example>> examples, int rounds) {
    configuration = ConfigurationFile.parse(yaml, "wu.yaml", Path.of("."), Map.of());
    engine = Engines.open(configuration);
    RoundLearner learner = new RoundLearner(engine, configuration);
    state = learner.initial();
    try (InMemoryTraining training = new InMemoryTraining(List.of(engine), learner)) {
      for (int round = 1; round <= rounds; round++) {
        List<MiniEpoch> miniEpochs = new ArrayList<>();
        for (int task = 0; task < examples.size(); task++) {
          miniEpochs.add(new MiniEpoch(task, round, examples.get(task), LabelScale.NONE));
        }
        state = training.round(state, new Input(miniEpochs, List.of())).state();
      }
    }
  }

  /** Mean squared error of a regression, as a part of its labels' mean square about 0. */
  double unexplained(int task, List<Example> examples) {
    double squares = 0;
    for (Example example : examples) {
      squares += example.label()[0] * example.label()[0];
    }
    double error = 2 * engine.score(state.parameters(), task, examples, LabelScale.NONE).loss();
    return error * examples.size() / squares;
  }

  /** First output for each example. */
  double[] predict(int task, List<Example> examples) {
    List<float[]> inputs = examples.stream().map(Example::features).toList();
    return engine.predict(state.parameters(), task, inputs).stream()
        .mapToDouble(output -> output[0])
        .toArray();
  }

  /** The weight of a task in the next round. */
  float weight(int task) {
    return state.weights()[task];
  }

  /** The inputs of a task as its trunk sees them. */
  List<float[]> seen(int task, List<Example> examples) {
    String name = "align." + configuration.taskNames().get(task) + ".W";
    for (TensorSpec tensor : engine.layout().tensors()) {
      if (tensor.name().equals(name)) {
        int size = tensor.shape().get(0);
        return examples.stream()
            .map(example -> times(example.features(), tensor.offset(), size))
            .toList();
      }
    }
    return examples.stream().map(Example::features).toList();
  }

  private float[] times(float[] input, int matrix, int size) {
    float[] output = new float[size];
    for (int from = 0; from < size; from++) {
      for (int to = 0; to < size; to++) {
        output[to] += input[from] * state.parameters()[matrix + from * size + to];
      }
    }
    return output;
  }

  @Override
  public void close() {
    engine.close();
  }
}

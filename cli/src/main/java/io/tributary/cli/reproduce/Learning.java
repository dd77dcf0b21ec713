package io.tributary.cli.reproduce;

import io.tributary.connectors.checkpoint.Tensor;
import io.tributary.connectors.checkpoint.TensorMatch;
import io.tributary.model.Example;
import io.tributary.model.ParameterLayout;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.round.Branches;
import io.tributary.model.round.InMemoryTraining;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.round.RoundLearner;
import io.tributary.model.round.RoundState;
import io.tributary.model.round.Succession;
import java.util.ArrayList;
import java.util.List;

/** The job's own learning over examples in memory. */
final class Learning implements AutoCloseable {

  private final Configuration configuration;
  private final List<Engine> engines = new ArrayList<>();
  private final RoundLearner learner;
  private final InMemoryTraining training;

  Learning(Configuration configuration) {
    this.configuration = configuration;
    int threads =
        Math.min(configuration.tasks().size(), Runtime.getRuntime().availableProcessors());
    for (int i = 0; i < threads; i++) {
      engines.add(Engines.open(configuration));
    }
    learner = new RoundLearner(engines.get(0), configuration);
    training = new InMemoryTraining(engines, learner);
  }

  Configuration configuration() {
    return configuration;
  }

  ParameterLayout layout() {
    return engines.get(0).layout();
  }

  Branches branches() {
    return learner.branches();
  }

  /** A state that was reached with other branches, or before the last tasks were added. */
  RoundState adopt(RoundState state) {
    return learner.adopt(state);
  }

  /** A state as it goes on after commands. */
  RoundState succeed(RoundState state, Configuration before) {
    return Succession.after(state, before, configuration, learner::withNewHeads);
  }

  RoundState initial() {
    return learner.initial();
  }

  /** The tensors that a checkpoint of a state has. */
  List<Tensor> tensors(RoundState state) {
    float[] published = branches().parameters(state.parameters(), state.leader());
    return TensorMatch.tensors(layout(), published, branches().beside(state));
  }

  RoundState round(RoundState state, Input input) {
    return training.round(state, input).state();
  }

  /** The newest of the dev examples, as many as the window holds. */
  List<Example> window(List<Example> dev) {
    return List.copyOf(
        dev.subList(Math.max(0, dev.size() - configuration.dev().window()), dev.size()));
  }

  @Override
  public void close() {
    training.close();
    engines.forEach(Engine::close);
  }
}

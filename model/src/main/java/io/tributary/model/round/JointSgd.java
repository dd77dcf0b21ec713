package io.tributary.model.round;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TrainingConfig;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.JointSteps;
import io.tributary.model.engine.JointSteps.Part;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.weighting.WeightingState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Mini-batch SGD on the weighted sum of all tasks' losses: what multitask learning usually is, as a
 * reference outside the round scheme. Nobody's parameters are computed apart, so there are no
 * deltas and nothing to weigh after the fact.
 *
 * <p>It learns from the same examples as the rounds do. Of each round's mini-epochs together, in
 * the order of the log, a step takes the next K · {@code training.batchSize} examples for K tasks;
 * a task's batch are those of them that are its own, and counts by its mean loss. So batches stand
 * to each other as the tasks' rates do. {@code training.epochs} passes are made over a round's
 * examples; the optimizer's state lasts from the first step to the last. Dev examples are not used.
 */
public final class JointSgd {

  private static final Comparator<Example> IN_ORDER =
      Comparator.comparing(Example::position).thenComparingInt(Example::task);

  private final Engine engine;
  private final Configuration configuration;
  private final float[] weights;

  /**
   * Over an engine that stays its owner's to close, and that is used in the caller's thread.
   *
   * @param weights of the tasks' losses, one a task; a task that weighs 0 is not trained
   */
  public JointSgd(Engine engine, Configuration configuration, float[] weights) {
    if (weights.length != configuration.tasks().size()) {
      throw new IllegalArgumentException(
          weights.length + " weights for " + configuration.tasks().size() + " tasks");
    }
    this.engine = engine;
    this.configuration = configuration;
    this.weights = weights.clone();
  }

  /**
   * Learns from one round's examples after the other, from the initial parameters.
   *
   * @param listener is told the state after each round's examples
   * @return the last state; its weighting remembers nothing
   */
  public RoundState run(Iterable<Input> rounds, Consumer<RoundState> listener) {
    RoundState state =
        new RoundState(
            0,
            engine.initialParameters(),
            weights,
            WeightingState.EMPTY,
            Collections.nCopies(weights.length, LabelScale.NONE));
    Random random = new Random(configuration.model().seed());
    try (JointSteps steps = engine.joint(state.parameters())) {
      for (Input input : rounds) {
        List<LabelScale> scales = new ArrayList<>(state.scales());
        input.miniEpochs().forEach(part -> scales.set(part.task(), part.scale()));
        float share = configuration.training().optimizer().shareIn(state.round() + 1);
        learn(steps, input.miniEpochs(), scales, share, random);
        state =
            new RoundState(
                state.round() + 1, steps.parameters(), weights, WeightingState.EMPTY, scales);
        listener.accept(state);
      }
    }
    return state;
  }

  private void learn(
      JointSteps steps,
      List<MiniEpoch> miniEpochs,
      List<LabelScale> scales,
      float share,
      Random random) {
    List<Example> examples = new ArrayList<>();
    for (MiniEpoch miniEpoch : miniEpochs) {
      if (weights[miniEpoch.task()] != 0) {
        examples.addAll(miniEpoch.examples());
      }
    }
    examples.sort(IN_ORDER);
    TrainingConfig training = configuration.training();
    int size = training.batchSize() * weights.length;
    for (int epoch = 0; epoch < training.epochs(); epoch++) {
      if (training.shuffle()) {
        Collections.shuffle(examples, random);
      }
      for (int from = 0; from < examples.size(); from += size) {
        List<Example> slice = examples.subList(from, Math.min(examples.size(), from + size));
        steps.step(parts(slice, scales), share, random.nextLong());
      }
    }
  }

  private List<Part> parts(List<Example> slice, List<LabelScale> scales) {
    Map<Integer, List<Example>> byTask = new TreeMap<>();
    slice.forEach(
        example -> byTask.computeIfAbsent(example.task(), task -> new ArrayList<>()).add(example));
    List<Part> parts = new ArrayList<>();
    byTask.forEach(
        (task, examples) -> parts.add(new Part(task, weights[task], examples, scales.get(task))));
    return parts;
  }
}

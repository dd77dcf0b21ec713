package io.tributary.model.engine;

import io.tributary.model.Example;
import io.tributary.model.ParameterLayout;
import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.network.NetworkPlan;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What all engines have of a model in common: how its parameters lie, how they begin, what is
 * collected of fields, and the seeds. Deeplearning4j lays them out and draws the first ones, so
 * that checkpoints go from one engine to another; its native library is loaded for that.
 */
public final class ModelNetworks {
  private final Configuration configuration;
  private final List<NetworkPlan> plans;
  private final List<NetworkLayout> layouts;
  private final ParameterLayout layout;
  private final FieldStatistics fields;

  private ModelNetworks(Configuration configuration) {
    this.configuration = configuration;
    plans =
        configuration.tasks().stream()
            .map(
                task ->
                    NetworkPlan.of(
                        configuration.model().input(),
                        configuration.model().fields(),
                        configuration.model().trunk(),
                        task.head(),
                        task.task()))
            .toList();
    layouts = IntStream.range(0, plans.size()).mapToObj(task -> initial(task).layout()).toList();
    layout = WholeLayout.of(layouts);
    fields = new FieldStatistics(configuration.model().fields());
  }

  /**
   * Of a configuration.
   *
   * @throws io.tributary.model.network.NetworkException when a network cannot be built
   * @throws EngineException when Deeplearning4j's natives cannot be loaded
   */
  public static ModelNetworks of(Configuration configuration) {
    Natives.load();
    NativeUse.begin();
    try {
      return new ModelNetworks(configuration);
    } finally {
      NativeUse.end();
    }
  }

  /** What lies where in the flat parameters of all tasks. */
  public ParameterLayout layout() {
    return layout;
  }

  /** What lies where in one task's, [trunk | head]. */
  public NetworkLayout network(int task) {
    return layouts.get(task);
  }

  NetworkPlan plan(int task) {
    return plans.get(task);
  }

  /** Refuses parameters of another length. */
  public void check(float[] parameters) {
    if (parameters.length != layout.length()) {
      throw new IllegalArgumentException(
          "%d parameters given, the layout has %d".formatted(parameters.length, layout.length()));
    }
  }

  /** As {@link Engine#initialParameters()} says. */
  public float[] initialParameters() {
    NativeUse.begin();
    try {
      float[] parameters = new float[layout.length()];
      long seed = configuration.model().seed();
      float[] trunk = initial(0).initialTrunk(Seeds.of(seed, "trunk"));
      System.arraycopy(trunk, 0, parameters, 0, trunk.length);
      for (TaskConfig config : configuration.tasks()) {
        Task task = config.task();
        float[] head = initial(task.index()).initialHead(Seeds.of(seed, task.name()));
        int offset = layout.heads().get(task.index()).offset();
        System.arraycopy(head, 0, parameters, offset, head.length);
      }
      return parameters;
    } finally {
      NativeUse.end();
    }
  }

  private NetworkParameters initial(int task) {
    int aligned = configuration.model().alignment() ? configuration.model().features() : 0;
    return new NetworkParameters(plans.get(task), name(task), aligned);
  }

  private String name(int task) {
    return configuration.tasks().get(task).task().name();
  }

  /** The seed of what is random in training one mini-epoch. */
  public long seed(int task, long miniEpoch) {
    return Seeds.of(configuration.model().seed(), name(task), miniEpoch);
  }

  /** Whether anything is collected of fields. */
  public boolean collects() {
    return !fields.isEmpty();
  }

  /** The parameters of a network, from the trunk's start on, with a mini-epoch's numbers added. */
  public float[] collected(float[] network, List<Example> examples) {
    float[] learned = network.clone();
    fields.learn(learned, examples);
    return learned;
  }

  /** The same, but only what is collected goes to where it belongs. */
  void collect(float[] network, List<Example> examples, FieldStatistics.Sink collected) {
    fields.learn(network, examples, collected);
  }

  /** Puts values of a mini-epoch that are new to the vocabularies into its delta. */
  public void appendValues(float[] network, float[] delta, List<Example> examples) {
    fields.append(network, delta, examples);
  }

  FieldStatistics fields() {
    return fields;
  }

  /**
   * The vectors of a round's space.
   *
   * @param parameters θ, whole
   * @param deltas in the order of the tasks
   */
  public RoundVectors vectors(
      float[] parameters, List<TaskDelta> deltas, int target, HeadSteps headSteps) {
    float[] moved = new Statistics(layout, layouts, fields).after(parameters, deltas);
    return new RoundVectors(layout, layouts, moved, List.copyOf(deltas), target, headSteps);
  }
}

package io.tributary.model.engine;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.evaluation.Score;
import io.tributary.model.network.NetworkPlan;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.factory.Nd4j;

/** The engine on Deeplearning4j: one single-task network a task, made when it is first needed. */
final class Dl4jEngine implements Engine {
  private static final int INFERENCE_BATCH = 128;

  private final Configuration configuration;
  private final List<NetworkPlan> plans;
  private final List<NetworkLayout> layouts;
  private final ParameterLayout layout;
  private final @Nullable TaskWorker[] workers;
  private final InputBatch input;
  private final FieldStatistics fields;

  Dl4jEngine(Configuration configuration) {
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
    workers = new TaskWorker[plans.size()];
    fields = new FieldStatistics(configuration.model().fields());
    input =
        new InputBatch(
            Math.max(configuration.training().batchSize(), INFERENCE_BATCH),
            configuration.model().input());
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public float[] initialParameters() {
    float[] parameters = new float[layout.length()];
    long seed = configuration.model().seed();
    float[] trunk = initial(0).initialTrunk(Seeds.of(seed, "trunk"));
    System.arraycopy(trunk, 0, parameters, 0, trunk.length);
    for (TaskConfig config : configuration.tasks()) {
      Task task = config.task();
      float[] head = initial(task.index()).initialHead(Seeds.of(seed, task.name()));
      System.arraycopy(head, 0, parameters, layout.heads().get(task.index()).offset(), head.length);
    }
    return parameters;
  }

  private NetworkParameters initial(int task) {
    int aligned = configuration.model().alignment() ? configuration.model().features() : 0;
    return new NetworkParameters(plans.get(task), name(task), aligned);
  }

  @Override
  public TaskDelta train(float[] parameters, float weight, MiniEpoch miniEpoch) {
    if (miniEpoch.examples().isEmpty()) {
      throw new IllegalArgumentException("a mini-epoch to train on has examples");
    }
    int task = miniEpoch.task();
    TaskWorker worker = load(parameters, task);
    Score before = worker.score(miniEpoch.examples(), miniEpoch.scale());
    float[] start = layout.gather(parameters, task);
    if (!fields.isEmpty()) {
      float[] learned = start.clone();
      fields.learn(learned, miniEpoch.examples());
      worker.parameters().set(learned);
    }
    long seed = Seeds.of(configuration.model().seed(), name(task), miniEpoch.number());
    worker.train(configuration.training(), weight, miniEpoch, seed);
    Score after = worker.plainScore(miniEpoch.examples(), miniEpoch.scale());
    float[] delta = worker.parameters().toArray();
    for (int i = 0; i < delta.length; i++) {
      delta[i] -= start[i];
    }
    fields.append(start, delta, miniEpoch.examples());
    return new TaskDelta(task, miniEpoch.number(), delta, before, after);
  }

  @Override
  public Score score(float[] parameters, int task, List<Example> examples, LabelScale scale) {
    return load(parameters, task).score(examples, scale);
  }

  @Override
  public double objective(float[] parameters, int task, List<Example> examples, LabelScale scale) {
    return load(parameters, task).plainScore(examples, scale).objective();
  }

  @Override
  public List<float[]> predict(float[] parameters, int task, List<float[]> inputs) {
    return load(parameters, task).predict(inputs);
  }

  @Override
  public DeltaSpace span(
      float[] parameters,
      List<TaskDelta> deltas,
      int target,
      LabelScale scale,
      HeadSteps headSteps) {
    Statistics statistics = new Statistics(layout, layouts, fields);
    return new Dl4jDeltaSpace(
        layout, layouts, statistics, parameters, deltas, worker(target), target, scale, headSteps);
  }

  @Override
  public JointSteps joint(float[] parameters) {
    checkLength(parameters);
    return new Dl4jJointSteps(
        layout, this::worker, configuration.training().optimizer(), fields, parameters);
  }

  private void checkLength(float[] parameters) {
    if (parameters.length != layout.length()) {
      throw new IllegalArgumentException(
          "%d parameters given, the layout has %d".formatted(parameters.length, layout.length()));
    }
  }

  private TaskWorker load(float[] parameters, int task) {
    checkLength(parameters);
    TaskWorker worker = worker(task);
    Segment head = layout.heads().get(task);
    worker.parameters().set(0, parameters, 0, layout.trunk().length());
    worker.parameters().set(layout.trunk().length(), parameters, head.offset(), head.length());
    return worker;
  }

  private TaskWorker worker(int task) {
    TaskWorker worker = workers[task];
    if (worker == null) {
      worker =
          new TaskWorker(
              configuration.tasks().get(task).task(), plans.get(task), layouts.get(task), input);
      workers[task] = worker;
    }
    return worker;
  }

  private String name(int task) {
    return configuration.tasks().get(task).task().name();
  }

  @Override
  public void close() {
    for (int i = 0; i < workers.length; i++) {
      TaskWorker worker = workers[i];
      if (worker != null) {
        worker.close();
      }
      workers[i] = null;
    }
    input.close();
    // One by one: ND4J's call that destroys all of them collects the whole heap's garbage too.
    MemoryWorkspaceManager manager = Nd4j.getWorkspaceManager();
    List.copyOf(manager.getAllWorkspacesForCurrentThread()).forEach(manager::destroyWorkspace);
  }
}

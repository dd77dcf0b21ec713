package io.tributary.model.engine;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.OptimizerConfig;
import io.tributary.model.config.TrainingConfig;
import io.tributary.model.evaluation.Score;
import io.tributary.model.network.FieldTables;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.factory.Nd4j;

/** The engine on Deeplearning4j: one single-task network a task, made when it is first needed. */
final class Dl4jEngine implements Engine {
  private static final int INFERENCE_BATCH = 128;

  private final Configuration configuration;
  private final ModelNetworks networks;
  private final ParameterLayout layout;
  private final @Nullable TaskWorker[] workers;
  private final InputBatch input;

  Dl4jEngine(Configuration configuration) {
    this.configuration = configuration;
    networks = ModelNetworks.of(configuration);
    layout = networks.layout();
    workers = new TaskWorker[configuration.tasks().size()];
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
    return networks.initialParameters();
  }

  @Override
  public TaskDelta train(float[] parameters, float weight, MiniEpoch miniEpoch) {
    if (miniEpoch.examples().isEmpty()) {
      throw new IllegalArgumentException("a mini-epoch to train on has examples");
    }
    networks.check(parameters);
    TaskWorker worker = worker(miniEpoch.task());
    try (FieldTables tables = worker.tables()) {
      TrainingConfig training = configuration.training();
      tables.open(parameters, RowSteps.of(training.optimizer()), miniEpoch.trained());
      return train(worker, parameters, weight, miniEpoch);
    }
  }

  private TaskDelta train(
      TaskWorker worker, float[] parameters, float weight, MiniEpoch miniEpoch) {
    int task = miniEpoch.task();
    load(worker, parameters, task, worker.tables().length());
    Score before = worker.score(miniEpoch.examples(), miniEpoch.scale());
    networks.collect(parameters, miniEpoch.examples(), worker.parameters()::set);
    long seed = networks.seed(task, miniEpoch.number());
    worker.train(configuration.training(), weight, miniEpoch, seed);
    Score after = worker.plainScore(miniEpoch.examples(), miniEpoch.scale());
    float[] delta = delta(worker, parameters, task);
    networks.appendValues(parameters, delta, miniEpoch.examples());
    return new TaskDelta(task, miniEpoch.number(), delta, before, after);
  }

  /** What a worker's parameters are more than those it was loaded with. */
  private float[] delta(TaskWorker worker, float[] parameters, int task) {
    float[] delta = new float[worker.parameters().length()];
    int from = worker.tables().length();
    int trunk = layout.trunk().length();
    int shift = layout.heads().get(task).offset() - trunk;
    worker.parameters().get(from, delta, from, delta.length - from);
    for (int i = from; i < trunk; i++) {
      delta[i] -= parameters[i];
    }
    for (int i = trunk; i < delta.length; i++) {
      delta[i] -= parameters[shift + i];
    }
    worker.tables().difference(delta);
    return delta;
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
  public float[] squaredGradients(
      float[] parameters, int task, List<Example> examples, LabelScale scale) {
    return load(parameters, task).squaredGradients(examples, scale);
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
    RoundVectors vectors = networks.vectors(parameters, deltas, target, headSteps);
    return new Dl4jDeltaSpace(vectors, worker(target), scale);
  }

  @Override
  public JointSteps joint(float[] parameters) {
    networks.check(parameters);
    OptimizerConfig optimizer = configuration.training().optimizer();
    return new Dl4jJointSteps(new JointSum(networks), this::worker, optimizer, parameters);
  }

  private TaskWorker load(float[] parameters, int task) {
    networks.check(parameters);
    TaskWorker worker = worker(task);
    load(worker, parameters, task, 0);
    return worker;
  }

  /** Loads the parameters from one on. */
  private void load(TaskWorker worker, float[] parameters, int task, int from) {
    int trunk = layout.trunk().length();
    Segment head = layout.heads().get(task);
    worker.parameters().set(from, parameters, from, trunk - from);
    worker.parameters().set(trunk, parameters, head.offset(), head.length());
  }

  private TaskWorker worker(int task) {
    TaskWorker worker = workers[task];
    if (worker == null) {
      worker =
          new TaskWorker(
              configuration.tasks().get(task).task(),
              networks.plan(task),
              networks.network(task),
              input);
      workers[task] = worker;
    }
    return worker;
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

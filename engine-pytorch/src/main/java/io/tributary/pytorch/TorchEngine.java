package io.tributary.pytorch;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.HeadSteps;
import io.tributary.model.engine.JointSteps;
import io.tributary.model.engine.JointSum;
import io.tributary.model.engine.ModelNetworks;
import io.tributary.model.evaluation.Score;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine on PyTorch: one single-task network a task, made when it is first needed. */
final class TorchEngine implements Engine {
  private static final int INFERENCE_BATCH = 128;

  private final Configuration configuration;
  private final ModelNetworks networks;
  private final ParameterLayout layout;
  private final PtNDManager manager;
  private final DeviceStream stream;
  private final Script vectors;
  private final Batch batch;
  private final @Nullable TorchWorker[] workers;

  TorchEngine(Configuration configuration, Device device) {
    this.configuration = configuration;
    networks = ModelNetworks.of(configuration);
    layout = networks.layout();
    configuration
        .tasks()
        .forEach(
            task -> {
              NetworkCode unused = code(task.task()); // refuses now what it cannot have
            });
    manager = (PtNDManager) NDManager.newBaseManager(device, Libtorch.NAME);
    stream = DeviceStream.of(manager);
    stream.enter();
    vectors = new Script(manager, VectorCode.methods());
    int capacity = Math.max(configuration.training().batchSize(), INFERENCE_BATCH);
    batch = new Batch(manager, capacity, configuration.model().input());
    workers = new TorchWorker[configuration.tasks().size()];
  }

  private NetworkCode code(Task task) {
    return new NetworkCode(configuration, networks.network(task.index()), task);
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
    int task = miniEpoch.task();
    TorchWorker worker = load(parameters, task);
    Score before = worker.score(miniEpoch.examples(), miniEpoch.scale(), true);
    float[] start = layout.gather(parameters, task);
    long seed = networks.seed(task, miniEpoch.number());
    worker.train(configuration.training(), weight, miniEpoch, seed);
    Score after = worker.score(miniEpoch.examples(), miniEpoch.scale(), false);
    float[] delta = worker.parameters().toArray();
    for (int i = 0; i < delta.length; i++) {
      delta[i] -= start[i];
    }
    return new TaskDelta(task, miniEpoch.number(), delta, before, after);
  }

  @Override
  public Score score(float[] parameters, int task, List<Example> examples, LabelScale scale) {
    return load(parameters, task).score(examples, scale, true);
  }

  @Override
  public double objective(float[] parameters, int task, List<Example> examples, LabelScale scale) {
    return load(parameters, task).score(examples, scale, false).objective();
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
    stream.enter();
    return new TorchDeltaSpace(
        networks.vectors(parameters, deltas, target, headSteps),
        worker(target),
        manager,
        stream,
        vectors,
        scale);
  }

  @Override
  public JointSteps joint(float[] parameters) {
    networks.check(parameters);
    stream.enter();
    return new TorchJointSteps(
        new JointSum(networks),
        this::worker,
        manager,
        stream,
        vectors,
        configuration.training().optimizer(),
        parameters);
  }

  private TorchWorker load(float[] parameters, int task) {
    networks.check(parameters);
    stream.enter();
    TorchWorker worker = worker(task);
    int trunk = layout.trunk().length();
    Segment head = layout.heads().get(task);
    worker.parameters().put(0, parameters, 0, trunk);
    worker.parameters().put(trunk, parameters, head.offset(), head.length());
    worker.parameters().push();
    return worker;
  }

  private TorchWorker worker(int task) {
    TorchWorker worker = workers[task];
    if (worker == null) {
      worker =
          new TorchWorker(
              configuration,
              configuration.tasks().get(task).task(),
              networks.network(task),
              manager,
              vectors,
              batch);
      workers[task] = worker;
    }
    return worker;
  }

  /** How many tensors are open, for tests of leaks. */
  int arrays() {
    return manager.getManagedArrays().size();
  }

  @Override
  public void close() {
    for (int i = 0; i < workers.length; i++) {
      TorchWorker worker = workers[i];
      if (worker != null) {
        worker.close();
      }
      workers[i] = null;
    }
    batch.close();
    vectors.close();
    stream.close();
    manager.close();
  }
}

package io.tributary.model.config;

import io.tributary.model.Task;
import io.tributary.model.network.NetworkSpec;
import java.util.List;
import java.util.stream.Stream;

/** Checks that reach over several sections. */
final class Consistency {

  private static final List<String> OUTPUTS =
      List.of("rounds", "checkpoints", "task-weights", "evaluations", "control", "control.replies");

  /** A matrix of so many rows takes 16 MiB for each task. */
  private static final int LARGEST_ALIGNED = 2048;

  /** Embeddings of so many numbers take 1 GiB, and as much again wherever they are copied. */
  private static final long LARGEST_TABLES = 1 << 28;

  private Consistency() {}

  static void check(Configuration configuration, Section root) {
    oneTarget(configuration, root);
    sizesThatCount(configuration.rounds(), root);
    pendingHoldsAMiniEpoch(configuration, root);
    weightsOfTasks(configuration, root);
    matricesOfAnInput(configuration.model(), root);
    fieldsAsNumbers(configuration, root);
    deviceOfAnEngine(configuration.engine(), root);
    networksOfPytorch(configuration, root);
    noOutputsAsExamples(configuration.kafka(), root);
    new NetworkCheck(root).check(configuration);
  }

  /** Those of them that a value can break while a job runs. */
  static void checkLive(Configuration configuration, Section root) {
    weightsOfTasks(configuration, root);
    fieldsAsNumbers(configuration, root);
  }

  /** Those of them that a task can break that is added while a job runs. */
  static void checkAdded(Configuration configuration, Section tasks) {
    sizesThatCount(configuration.rounds(), tasks);
    pendingHoldsAMiniEpoch(configuration, tasks);
    new NetworkCheck(tasks).check(configuration);
  }

  private static void oneTarget(Configuration configuration, Section root) {
    List<String> targets =
        configuration.tasks().stream()
            .map(TaskConfig::task)
            .filter(Task::target)
            .map(Task::name)
            .toList();
    if (targets.isEmpty()) {
      throw root.refuse(RootPart.TASKS, "has no target; add target: true to one task");
    }
    if (targets.size() > 1) {
      String second = "tasks." + targets.get(1) + "." + TaskPart.TARGET.name();
      throw root.refuse(
          second, "makes a second target beside " + targets.get(0) + "; keep exactly one");
    }
  }

  private static void sizesThatCount(RoundsConfig rounds, Section root) {
    boolean byCount = rounds instanceof RoundsConfig.ByCount;
    root.get(RootPart.TASKS)
        .forEach(
            (name, draft) -> {
              if (!byCount && draft.miniEpoch() != null) {
                throw root.refuse(
                    "tasks." + name + "." + TaskPart.MINI_EPOCH.name(),
                    "belongs to rounds.by: count; set training.miniEpoch, or change rounds.by");
              }
              if (byCount && draft.maxMiniEpoch() != null) {
                throw root.refuse(
                    "tasks." + name + "." + TaskPart.MAX_MINI_EPOCH.name(),
                    "belongs to rounds.by: target or time; set miniEpoch, or change rounds.by");
              }
            });
  }

  private static void pendingHoldsAMiniEpoch(Configuration configuration, Section root) {
    int pending = configuration.training().pending();
    int largest = configuration.tasks().stream().mapToInt(TaskConfig::miniEpoch).max().orElse(0);
    if (pending < largest && !(configuration.rounds() instanceof RoundsConfig.ByTime)) {
      throw root.refuse(
          "training.pending",
          "is less than a mini-epoch of " + largest + ", which could never be filled; raise it");
    }
  }

  private static void weightsOfTasks(Configuration configuration, Section root) {
    List<String> tasks = configuration.taskNames();
    for (String name : configuration.weighting().weights().keySet()) {
      if (!tasks.contains(name)) {
        String mend =
            Nearest.to(name, tasks)
                .map(near -> "did you mean " + near + "?")
                .orElse("tasks are " + String.join(", ", tasks));
        throw root.refuse("weighting.weights." + name, "weighs no task; " + mend);
      }
    }
  }

  private static void matricesOfAnInput(ModelConfig model, Section root) {
    if (model.alignment() && model.features() > LARGEST_ALIGNED) {
      throw root.refuse(
          "model.alignment",
          "needs an input of at most %d numbers, it has %d; remove it"
              .formatted(LARGEST_ALIGNED, model.features()));
    }
  }

  /** What reads inputs as plain numbers cannot read the hashes and indices of a field row. */
  private static void fieldsAsNumbers(Configuration configuration, Section root) {
    if (configuration.model().fields().isEmpty()) {
      return;
    }
    if (configuration.model().alignment()) {
      throw root.refuse(
          "model.alignment", "turns plain inputs, which model.fields are not; remove it");
    }
    if (configuration.weighting().method().equals("svd")) {
      throw root.refuse(
          "weighting.method",
          "is svd, which compares plain inputs; with model.fields choose another");
    }
    if (configuration.model().fields().tableFloats() > LARGEST_TABLES) {
      throw root.refuse(
          "model.fields",
          "has embeddings of more than %d numbers; give fewer values, buckets or dimensions"
              .formatted(LARGEST_TABLES));
    }
  }

  private static void deviceOfAnEngine(EngineConfig engine, Section root) {
    if (engine.type() == EngineConfig.Type.DL4J && engine.device() != EngineConfig.Device.AUTO) {
      throw root.refuse(
          RootPart.DEVICE,
          "belongs to engine: pytorch; engine: dl4j computes where its build says, so remove it");
    }
  }

  private static void networksOfPytorch(Configuration configuration, Section root) {
    if (configuration.engine().type() != EngineConfig.Type.PYTORCH) {
      return;
    }
    boolean files =
        Stream.concat(
                Stream.of(configuration.model().trunk()),
                configuration.tasks().stream().map(TaskConfig::head))
            .anyMatch(NetworkSpec.Dl4j.class::isInstance);
    if (files) {
      throw root.refuse(
          RootPart.ENGINE,
          "is pytorch, which has no networks of Deeplearning4j's files; list the layers, or set"
              + " engine: dl4j");
    }
    if (!configuration.model().fields().isEmpty()) {
      throw root.refuse(RootPart.ENGINE, "is pytorch, which has no model.fields; set engine: dl4j");
    }
  }

  private static void noOutputsAsExamples(KafkaConfig kafka, Section root) {
    Stream<String> outputs = OUTPUTS.stream().map(output -> kafka.namespace() + "." + output);
    if (outputs.anyMatch(kafka.exampleTopics()::contains)) {
      throw root.refuse(
          "kafka.topics.examples", "names a topic that the job writes; name another one");
    }
  }
}

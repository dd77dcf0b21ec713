package io.tributary.model.config;

import io.tributary.model.Task;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole configuration, checked, with every default filled in. It is read by {@code
 * ConfigurationFile}, sent to every worker, and never changed.
 *
 * @param model the shared network
 * @param tasks in the order of the file; exactly one is the target
 * @param training how deltas are computed
 * @param rounds what ends a round
 * @param weighting how task weights are found
 * @param dev the target's examples kept for tuning α
 * @param testWindow newest test examples of a task that are scored
 * @param publish when models are published, and which of them serves
 * @param flink how it runs
 * @param kafka where topics are
 * @param csv how tables are read
 * @param labels how labels are joined that come apart from their features; null: they are not
 * @param engine what computes
 * @param continual what is done about streams that change
 */
public record Configuration(
    ModelConfig model,
    List<TaskConfig> tasks,
    TrainingConfig training,
    RoundsConfig rounds,
    WeightingConfig weighting,
    DevConfig dev,
    int testWindow,
    PublishConfig publish,
    FlinkConfig flink,
    KafkaConfig kafka,
    CsvConfig csv,
    @Nullable LabelsConfig labels,
    EngineConfig engine,
    ContinualConfig continual)
    implements Serializable {

  public Configuration {
    tasks = List.copyOf(tasks);
  }

  /** One that says nothing of tables and joins nothing. */
  public Configuration(
      ModelConfig model,
      List<TaskConfig> tasks,
      TrainingConfig training,
      RoundsConfig rounds,
      WeightingConfig weighting,
      DevConfig dev,
      int testWindow,
      PublishConfig publish,
      FlinkConfig flink,
      KafkaConfig kafka) {
    this(
        model,
        tasks,
        training,
        rounds,
        weighting,
        dev,
        testWindow,
        publish,
        flink,
        kafka,
        CsvConfig.DEFAULT,
        null,
        EngineConfig.DEFAULT,
        ContinualConfig.NONE);
  }

  /** The same with another engine. */
  public Configuration withEngine(EngineConfig other) {
    return new Configuration(
        model,
        tasks,
        training,
        rounds,
        weighting,
        dev,
        testWindow,
        publish,
        flink,
        kafka,
        csv,
        labels,
        other,
        continual);
  }

  /** The same with something else done about streams that change. */
  public Configuration withContinual(ContinualConfig other) {
    return new Configuration(
        model,
        tasks,
        training,
        rounds,
        weighting,
        dev,
        testWindow,
        publish,
        flink,
        kafka,
        csv,
        labels,
        engine,
        other);
  }

  /** The same with what may change while a job runs. */
  Configuration with(
      List<TaskConfig> otherTasks,
      TrainingConfig otherTraining,
      WeightingConfig otherWeighting,
      PublishConfig otherPublish) {
    return new Configuration(
        model,
        otherTasks,
        otherTraining,
        rounds,
        otherWeighting,
        dev,
        testWindow,
        otherPublish,
        flink,
        kafka,
        csv,
        labels,
        engine,
        continual);
  }

  /** The same with other dev examples. */
  Configuration withDev(DevConfig otherDev) {
    return new Configuration(
        model,
        tasks,
        training,
        rounds,
        weighting,
        otherDev,
        testWindow,
        publish,
        flink,
        kafka,
        csv,
        labels,
        engine,
        continual);
  }

  /**
   * The target's dev examples.
   *
   * @param fraction of its examples without a split, in [0, 1)
   * @param window newest ones kept
   * @param tolerance share by which a round may raise the mean loss over the window before it is
   *     left out; infinite when there is no bound
   */
  public record DevConfig(double fraction, int window, double tolerance) implements Serializable {}

  /** The target task. */
  public Task target() {
    return tasks.stream().map(TaskConfig::task).filter(Task::target).findFirst().orElseThrow();
  }

  /** Task names in the order of the file. */
  public List<String> taskNames() {
    return tasks.stream().map(task -> task.task().name()).toList();
  }
}

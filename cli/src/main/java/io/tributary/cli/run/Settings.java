package io.tributary.cli.run;

import io.tributary.model.Task;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.KafkaConfig;
import io.tributary.model.config.ModelConfig;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.config.WeightingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Configurations that differ from another one in one thing. */
public final class Settings {

  private Settings() {}

  /**
   * On an embedded broker: its own examples topic, and nothing of what other brokers need to be
   * spoken to. A schema registry stays.
   */
  public static Configuration onEmbedded(Configuration configuration, String servers) {
    KafkaConfig kafka = configuration.kafka();
    return with(
        configuration,
        new KafkaConfig(
            servers,
            kafka.namespace(),
            List.of(),
            null,
            kafka.partitions(),
            1,
            Map.of(),
            Map.of(),
            kafka.schemaRegistry()));
  }

  /** With other topics. */
  public static Configuration with(Configuration configuration, KafkaConfig kafka) {
    return of(configuration, configuration.model(), configuration.weighting(), kafka);
  }

  /** With another seed. */
  public static Configuration withSeed(Configuration configuration, long seed) {
    return of(
        configuration,
        configuration.model().withSeed(seed),
        configuration.weighting(),
        configuration.kafka());
  }

  /** With another weighting method. */
  public static Configuration withMethod(Configuration configuration, String method) {
    return of(
        configuration,
        configuration.model(),
        configuration.weighting().withMethod(method),
        configuration.kafka());
  }

  /** With another weighting method and another rule. */
  public static Configuration withMethod(Configuration configuration, String method, String rule) {
    return of(
        configuration,
        configuration.model(),
        configuration.weighting().withMethod(method).withRule(rule),
        configuration.kafka());
  }

  /**
   * Without one of its auxiliary tasks.
   *
   * @throws IllegalArgumentException when there is no such task, or it is the target
   */
  public static Configuration without(Configuration configuration, String task) {
    List<TaskConfig> tasks = new ArrayList<>();
    for (TaskConfig each : configuration.tasks()) {
      if (!each.task().name().equals(task)) {
        tasks.add(numbered(each, tasks.size()));
      } else if (each.task().target()) {
        throw new IllegalArgumentException("the target " + task + " cannot be left out");
      }
    }
    if (tasks.size() == configuration.tasks().size()) {
      throw new IllegalArgumentException("there is no task " + task);
    }
    return of(
        configuration,
        tasks,
        configuration.model(),
        configuration.weighting().withoutWeight(task),
        configuration.kafka());
  }

  private static TaskConfig numbered(TaskConfig config, int index) {
    Task task = config.task();
    return new TaskConfig(
        new Task(index, task.name(), task.type(), task.target()),
        config.head(),
        config.miniEpoch(),
        config.maxMiniEpoch(),
        config.column());
  }

  private static Configuration of(
      Configuration from, ModelConfig model, WeightingConfig weighting, KafkaConfig kafka) {
    return of(from, from.tasks(), model, weighting, kafka);
  }

  private static Configuration of(
      Configuration from,
      List<TaskConfig> tasks,
      ModelConfig model,
      WeightingConfig weighting,
      KafkaConfig kafka) {
    return new Configuration(
        model,
        tasks,
        from.training(),
        from.rounds(),
        weighting,
        from.dev(),
        from.testWindow(),
        from.publish(),
        from.flink(),
        kafka,
        from.csv(),
        from.labels(),
        from.engine(),
        from.continual());
  }
}

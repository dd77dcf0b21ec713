package io.tributary.cli.run;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.KafkaConfig;
import io.tributary.model.config.ModelConfig;
import io.tributary.model.config.WeightingConfig;
import java.util.List;
import java.util.Map;

/** Configurations that differ from another one in one thing. */
public final class Settings {

  private Settings() {}

  /**
   * On an embedded broker: its own examples topic, and nothing of what other brokers need to be
   * spoken to.
   */
  public static Configuration onEmbedded(Configuration configuration, String servers) {
    KafkaConfig kafka = configuration.kafka();
    return with(
        configuration,
        new KafkaConfig(
            servers, kafka.namespace(), List.of(), null, kafka.partitions(), 1, Map.of()));
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

  private static Configuration of(
      Configuration from, ModelConfig model, WeightingConfig weighting, KafkaConfig kafka) {
    return new Configuration(
        model,
        from.tasks(),
        from.training(),
        from.rounds(),
        weighting,
        from.dev(),
        from.testWindow(),
        from.publishEveryRounds(),
        from.flink(),
        kafka);
  }
}

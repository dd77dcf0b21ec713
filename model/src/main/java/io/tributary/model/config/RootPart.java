package io.tributary.model.config;

import io.tributary.model.config.Configuration.DevConfig;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The whole file. */
final class RootPart extends Part<Configuration> {

  private static final TrainingPart TRAINING_PART = new TrainingPart();
  private static final RoundsPart ROUNDS_PART = new RoundsPart();
  private static final WeightingPart WEIGHTING_PART = new WeightingPart();
  private static final DevPart DEV_PART = new DevPart();
  private static final PublishPart PUBLISH_PART = new PublishPart();
  private static final FlinkPart FLINK_PART = new FlinkPart();
  private static final KafkaPart KAFKA_PART = new KafkaPart();
  private static final DriftPart DRIFT_PART = new DriftPart();
  private static final ReplayPart REPLAY_PART = new ReplayPart();
  private static final EwcPart EWC_PART = new EwcPart();
  private static final PeriodsPart PERIODS_PART = new PeriodsPart();
  private static final CsvPart CSV_PART = new CsvPart();

  static final Key<ModelConfig> MODEL =
      Key.required("model", new ModelPart(), "The shared network");
  static final Key<Map<String, TaskPart.Draft>> TASKS =
      Key.required(
          "tasks",
          new MapOf<>(new TaskPart(), "a section of tasks, such as price: {type: regression}"),
          "The tasks by name");
  static final Key<TrainingConfig> TRAINING =
      Key.optional("training", TRAINING_PART, TRAINING_PART.defaults(), "How a delta is computed");
  static final Key<RoundsConfig> ROUNDS =
      Key.optional("rounds", ROUNDS_PART, ROUNDS_PART.defaults(), "What ends a round");
  static final Key<WeightingConfig> WEIGHTING =
      Key.optional(
          "weighting", WEIGHTING_PART, WEIGHTING_PART.defaults(), "How task weights are found");
  static final Key<DevConfig> DEV =
      Key.optional("dev", DEV_PART, DEV_PART.defaults(), "The target's dev examples");
  static final Key<Integer> TEST =
      section(
          "test",
          Key.optional(
              "window",
              WholeNumber.atLeast(1),
              10_000,
              "Newest test examples of each task that are scored"),
          "Test examples");
  static final Key<PublishConfig> PUBLISH =
      Key.optional(
          "publish",
          PUBLISH_PART,
          PUBLISH_PART.defaults(),
          "When a model is published, and which of them serves");
  static final Key<DriftConfig> DRIFT =
      Key.optional(
          "drift",
          DRIFT_PART,
          DRIFT_PART.defaults(),
          "How changes of the stream are noticed, and what is done then: see docs/continual.md");
  static final Key<ReplayConfig> REPLAY =
      Key.optional(
          "replay",
          REPLAY_PART,
          REPLAY_PART.defaults(),
          "Examples that are trained on again: see docs/continual.md");
  static final Key<EwcConfig> EWC =
      Key.optional(
          "ewc",
          EWC_PART,
          EWC_PART.defaults(),
          "A pull to the parameters that were published: see docs/continual.md");
  static final Key<PeriodsConfig> PERIODS =
      Key.optional(
          "periods",
          PERIODS_PART,
          PERIODS_PART.defaults(),
          "Scores on test examples of earlier periods: see docs/continual.md");
  static final Key<FlinkConfig> FLINK =
      Key.optional("flink", FLINK_PART, FLINK_PART.defaults(), "How the job runs");
  static final Key<KafkaConfig> KAFKA =
      Key.optional("kafka", KAFKA_PART, KAFKA_PART.defaults(), "Where the topics are");
  static final Key<CsvConfig> CSV =
      Key.optional("csv", CSV_PART, CSV_PART.defaults(), "How tables (CSV files) are read");

  static final Key<LabelsConfig> LABELS =
      Key.derived(
          "labels",
          new LabelsPart(),
          "none: nothing is joined",
          "Joins labels to features that come apart from them, by `id`");

  static final Key<EngineConfig.Type> ENGINE =
      Key.optional(
          "engine",
          Choice.of(EngineConfig.Type.class),
          EngineConfig.DEFAULT.type(),
          "What computes: see docs/engines.md; pytorch is a module of its own");
  static final Key<EngineConfig.Device> DEVICE =
      Key.optional(
          "device",
          Choice.of(EngineConfig.Device.class),
          EngineConfig.DEFAULT.device(),
          "Where engine: pytorch computes; auto: on a CUDA device where there is one");

  /** What learning depends on; and {@link #LABELS}, where the file has it. */
  static final List<Key<?>> LEARNING =
      List.of(MODEL, TASKS, TRAINING, ROUNDS, WEIGHTING, DEV, TEST, PUBLISH);

  /** The whole table of keys. */
  static final List<Key<?>> ALL =
      List.of(
          MODEL, TASKS, TRAINING, ROUNDS, WEIGHTING, DEV, TEST, PUBLISH, DRIFT, REPLAY, EWC,
          PERIODS, ENGINE, DEVICE, FLINK, KAFKA, CSV, LABELS);

  /** Every place in the file where a key or a section of about this name may stand. */
  static Set<String> pathsNamed(String name) {
    Set<String> paths = new LinkedHashSet<>();
    for (String leaf : Key.flatten(ALL).keySet()) {
      String path = "";
      for (String step : leaf.split("\\.", -1)) {
        path = path.isEmpty() ? step : path + "." + step;
        if (Nearest.same(name, step)) {
          paths.add(path);
        }
      }
    }
    return paths;
  }

  @Override
  List<Key<?>> keys() {
    return ALL;
  }

  @Override
  Configuration build(Section section) {
    ModelConfig model = section.get(MODEL);
    KafkaConfig kafka = section.get(KAFKA);
    Configuration configuration =
        new Configuration(
            model,
            Tasks.named(section.get(TASKS), section.get(TRAINING)),
            section.get(TRAINING),
            section.get(ROUNDS),
            section.get(WEIGHTING),
            section.get(DEV),
            section.get(TEST),
            section.get(PUBLISH),
            section.get(FLINK),
            kafka.namespace().isEmpty() ? kafka.withNamespace(model.name()) : kafka,
            section.get(CSV),
            section.find(LABELS),
            new EngineConfig(section.get(ENGINE), section.get(DEVICE)),
            new ContinualConfig(
                section.get(DRIFT), section.get(REPLAY), section.get(EWC), section.get(PERIODS)));
    Consistency.check(configuration, section);
    return configuration;
  }

  @Override
  Fields fields(Configuration configuration) {
    Fields fields = new Fields();
    fields
        .with(MODEL, configuration.model())
        .with(TASKS, Tasks.drafts(configuration))
        .with(TRAINING, configuration.training())
        .with(ROUNDS, configuration.rounds())
        .with(WEIGHTING, configuration.weighting())
        .with(DEV, configuration.dev())
        .with(TEST, configuration.testWindow())
        .with(PUBLISH, configuration.publish())
        .with(DRIFT, configuration.continual().drift())
        .with(REPLAY, configuration.continual().replay())
        .with(EWC, configuration.continual().ewc())
        .with(PERIODS, configuration.continual().periods())
        .with(ENGINE, configuration.engine().type())
        .with(DEVICE, configuration.engine().device())
        .with(FLINK, configuration.flink())
        .with(KAFKA, configuration.kafka())
        .with(CSV, configuration.csv());
    if (configuration.labels() != null) {
      fields.with(LABELS, configuration.labels());
    }
    return fields;
  }

  private static <T> Key<T> section(String name, Key<T> key, String meaning) {
    SinglePart<T> part = new SinglePart<>(key);
    return Key.optional(name, part, part.defaults(), meaning);
  }
}

package io.tributary.model.config;

import io.tributary.model.Task;
import io.tributary.model.TaskType;
import io.tributary.model.config.WeightingConfig.AlphaConfig;
import io.tributary.model.field.Field;
import io.tributary.model.field.FieldRow;
import io.tributary.model.field.FieldSpec;
import io.tributary.model.network.LayerSpec;
import io.tributary.model.network.NetworkException;
import io.tributary.model.network.NetworkSpec;
import io.tributary.model.network.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Draws valid configurations; values that YAML might take for something else are among them. */
final class RandomConfiguration {

  private static final List<String> NAMES =
      List.of("a", "true", "null", "007", "1e3", "-", "x_y", "No", "0x1F", "12-30", "price");

  private static final List<String> CLASSES = List.of("no", "007", "null", "a: b, [c] ü #");

  private final Random random;

  RandomConfiguration(long seed) {
    random = new Random(seed);
  }

  Configuration draw() {
    RoundsConfig rounds = rounds();
    boolean byCount = rounds instanceof RoundsConfig.ByCount;
    int miniEpoch = size();
    FieldRow fields = random.nextInt(3) == 0 ? fields() : FieldRow.NONE;
    List<Integer> input = fields.isEmpty() ? input() : List.of(fields.width());
    Shape first = fields.isEmpty() ? new Shape(input) : Shape.of(fields.outputs());
    NetworkSpec.Layers trunk = network(1, first);
    boolean alignable = fields.isEmpty() && first.length() <= 2048;
    Shape behind = first.after(trunk.layers(), "trunk");
    int maxMiniEpoch = random.nextBoolean() ? Integer.MAX_VALUE : size();
    List<TaskConfig> tasks = tasks(behind, byCount, miniEpoch, maxMiniEpoch);
    List<String> names = tasks.stream().map(task -> task.task().name()).toList();
    return new Configuration(
        new ModelConfig(
            name(), input, fields, trunk, random.nextLong(), alignable && random.nextBoolean()),
        tasks,
        new TrainingConfig(
            miniEpoch,
            maxMiniEpoch,
            random.nextBoolean() ? Integer.MAX_VALUE : 300 + size(),
            size(),
            size(),
            random.nextBoolean(),
            decayingOptimizer()),
        rounds,
        weighting(names, fields.isEmpty()),
        new Configuration.DevConfig(
            random.nextDouble(), size(), pick(Double.POSITIVE_INFINITY, 0.0, 0.25)),
        size(),
        new PublishConfig(size(), pick(Double.POSITIVE_INFINITY, 0.0, 0.05)),
        new FlinkConfig(
            1 + random.nextInt(128),
            span(10),
            random.nextBoolean() ? null : pick("/tmp/a b", "s3://bucket/it's", "./temporary", "#x"),
            random.nextBoolean()
                ? null
                : pick(FlinkConfig.StateBackend.HASHMAP, FlinkConfig.StateBackend.ROCKSDB)),
        kafka(),
        csv(),
        random.nextBoolean() ? null : new LabelsConfig(span(1)),
        random.nextBoolean() || !fields.isEmpty()
            ? EngineConfig.DEFAULT
            : new EngineConfig(EngineConfig.Type.PYTORCH, pick(EngineConfig.Device.values())),
        new ContinualConfig(
            drift(),
            random.nextBoolean()
                ? ReplayConfig.NONE
                : new ReplayConfig(size(), pick(0.25, 1.0, 7.5)),
            random.nextBoolean()
                ? EwcConfig.NONE
                : new EwcConfig(pick(0.25, 1.0, 7.5), size(), size()),
            random.nextBoolean()
                ? PeriodsConfig.NONE
                : new PeriodsConfig(size(), 1 + size(), size())));
  }

  private DriftConfig drift() {
    DriftConfig none = DriftConfig.NONE;
    DriftConfig.Detector detector = pick(DriftConfig.Detector.values());
    boolean hinkley = detector == DriftConfig.Detector.PAGE_HINKLEY;
    DriftConfig.Reaction reaction =
        detector == DriftConfig.Detector.NONE
            ? DriftConfig.Reaction.NONE
            : pick(DriftConfig.Reaction.values());
    boolean raises = reaction == DriftConfig.Reaction.RAISE_LEARNING_RATE;
    return new DriftConfig(
        detector,
        hinkley ? pick(0.0, 0.25) : none.tolerance(),
        hinkley ? 0.5 + random.nextDouble() : none.threshold(),
        hinkley ? 1 + size() : none.warmUp(),
        detector == DriftConfig.Detector.ADWIN ? pick(0.1, 1e-9) : none.delta(),
        reaction,
        raises ? pick(0.5, 10.0) : none.factor(),
        raises ? size() : none.rounds());
  }

  private CsvConfig csv() {
    boolean split = random.nextBoolean();
    return new CsvConfig(
        random.nextBoolean() ? null : pick(',', ';', '\t', '|', ' '),
        pick('"', '\''),
        random.nextBoolean() ? null : pick("utf-8", "windows-1252"),
        pick('.', ','),
        pick(List.of(""), List.of(), List.of("NA", "~", "null", "- ")),
        random.nextBoolean()
            ? null
            : new CsvConfig.TimeColumn(
                pick("when", "a.b: c", "Größe"), pick("iso", "epoch", "dd.MM.yyyy")),
        random.nextBoolean() ? null : pick("id", "12"),
        split ? pick("true", "split") : null,
        split ? 0 : random.nextDouble());
  }

  private RoundsConfig rounds() {
    Duration perhaps = random.nextBoolean() ? Duration.ZERO : span(1);
    return pick(
        new RoundsConfig.ByCount(perhaps),
        new RoundsConfig.ByTarget(perhaps),
        new RoundsConfig.ByTime(
            span(1),
            random.nextBoolean() ? Duration.ZERO : span(1),
            pick(RoundsConfig.Late.NEXT, RoundsConfig.Late.REJECT),
            perhaps));
  }

  private List<TaskConfig> tasks(Shape trunk, boolean byCount, int miniEpoch, int maxMiniEpoch) {
    int count = 1 + random.nextInt(5);
    int target = random.nextInt(count);
    int first = random.nextInt(NAMES.size());
    List<TaskConfig> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = NAMES.get((first + i) % NAMES.size());
      TaskType type =
          pick(
              new TaskType.Classification(2 + random.nextInt(9)),
              new TaskType.Classification(4, CLASSES, weights(4)),
              new TaskType.Binary(),
              new TaskType.Binary(CLASSES.subList(2, 4), weights(2)),
              new TaskType.Multilabel(size()),
              new TaskType.Regression());
      int own = byCount && random.nextBoolean() ? size() : miniEpoch;
      int most = byCount || random.nextBoolean() ? maxMiniEpoch : size();
      String column = random.nextBoolean() ? null : pick("a b", "y", "x.y", "1");
      tasks.add(
          new TaskConfig(
              new Task(i, name, type, i == target), network(0, trunk), own, most, column));
    }
    return tasks;
  }

  private List<Double> weights(int classes) {
    return random.nextBoolean() ? List.of() : random.doubles(classes, 1e-6, 100).boxed().toList();
  }

  private NetworkSpec.Layers network(int fewest, Shape input) {
    int count = fewest + random.nextInt(4);
    List<LayerSpec> layers = new ArrayList<>();
    Shape shape = input;
    while (layers.size() < count) {
      LayerSpec layer = layer();
      if (fits(layer, shape)) {
        shape = shape.after(layer, "drawn");
        layers.add(layer);
      }
    }
    return new NetworkSpec.Layers(layers);
  }

  private static boolean fits(LayerSpec layer, Shape below) {
    try {
      return below.after(layer, "drawn").length() > 0;
    } catch (NetworkException | ArithmeticException e) {
      return false;
    }
  }

  private LayerSpec layer() {
    return pick(
        new LayerSpec.Dense(size()),
        new LayerSpec.Conv2d(size(), side(), side(), random.nextInt(3)),
        new LayerSpec.MaxPool2d(side(), side()),
        new LayerSpec.Relu(),
        new LayerSpec.Tanh(),
        new LayerSpec.Dropout(random.nextDouble()),
        new LayerSpec.BatchNorm(random.nextDouble()),
        new LayerSpec.Flatten());
  }

  private FieldRow fields() {
    Map<String, Field> fields = new LinkedHashMap<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      String name = pick("a", "null", "1e3", "x: y", "größe (m²)", "a.b #c", "- z", "\"q'");
      fields.put(name, new Field(name, field()));
    }
    return new FieldRow(List.copyOf(fields.values()));
  }

  private FieldSpec field() {
    boolean characters = random.nextBoolean();
    int shortest = characters ? side() : 0;
    return pick(
        new FieldSpec.Numeric(pick(FieldSpec.Transform.values())),
        new FieldSpec.Categorical(size(), 0, size()),
        new FieldSpec.Categorical(0, size(), size()),
        new FieldSpec.Text(
            size(), side(), characters ? 0 : 2, shortest, characters ? shortest + 2 : 0, size()),
        new FieldSpec.Sparse(size(), side(), size()));
  }

  private WeightingConfig weighting(List<String> names, boolean plain) {
    List<String> methods =
        new ArrayList<>(
            List.of("alphavil", "single", "uniform", "fixed", "diw", "grid", "cagrad", "nash-mtl"));
    if (plain) {
      methods.add("svd");
    }
    String method = methods.get(random.nextInt(methods.size()));
    Map<String, Double> weights = new TreeMap<>();
    if (method.equals("fixed")) {
      names.forEach(name -> weights.put(name, random.nextDouble() * 10));
    }
    double none = Double.POSITIVE_INFINITY;
    AlphaConfig alpha =
        new AlphaConfig(
            optimizer(),
            size(),
            random.nextInt(3),
            pick(-none, -random.nextDouble(), 1.0),
            pick(none, 1 + random.nextDouble(), 1e300),
            pick(-none, 0.0, 1e-9),
            pick(none, 1.0, 12.5));
    boolean credit = random.nextBoolean();
    return new WeightingConfig(
        method,
        size(),
        credit ? "credit" : "paper",
        method.equals("single") || random.nextBoolean() ? List.of() : List.of("single"),
        credit ? new AlphaPart().defaults() : alpha,
        weights,
        method.equals("diw") ? random.nextDouble() + 0.1 : 1,
        method.equals("cagrad") ? random.nextDouble() : 0.5,
        method.equals("svd") ? size() : 1,
        method.equals("svd")
            ? pick(WeightingConfig.Columns.values())
            : WeightingConfig.Columns.LENGTH);
  }

  private KafkaConfig kafka() {
    boolean pattern = random.nextBoolean();
    Map<String, String> properties = new TreeMap<>();
    properties.put("linger.ms", pick("5", "", "1e3", "true", "null", "~"));
    properties.put("client.id", pick("a: b", "${x}", "$${y}", "it's \"so\"\n", " x ", "- #", "ü"));
    return new KafkaConfig(
        pick("localhost:9092", "a.b:1,c_d:65535", "[::1]:9092"),
        name(),
        pattern ? List.of() : pick(List.<String>of(), List.of("one"), List.of("one", "2")),
        pattern ? pick("a.*", "(x|y)\\.z{1,2}", "#") : null,
        size(),
        1 + random.nextInt(5),
        properties);
  }

  private OptimizerConfig optimizer() {
    return random.nextBoolean()
        ? new OptimizerConfig(OptimizerConfig.Type.SGD, rate(), random.nextDouble())
        : new OptimizerConfig(OptimizerConfig.Type.ADAM, rate(), 0);
  }

  private OptimizerConfig decayingOptimizer() {
    OptimizerConfig optimizer = optimizer();
    double decay = random.nextBoolean() ? 0 : 1 + random.nextInt(1000) / 8.0;
    return new OptimizerConfig(
        optimizer.type(), optimizer.learningRate(), optimizer.momentum(), decay);
  }

  private double rate() {
    return Math.pow(10, random.nextInt(20) - 15) * (1 + random.nextInt(9));
  }

  private List<Integer> input() {
    return random.nextBoolean() ? List.of(size()) : List.of(side(), size(), size());
  }

  private Duration span(long min) {
    return Duration.ofMillis(min + random.nextInt(100))
        .multipliedBy(pick(1, 10, 1000, 60_000, 3_600_000, 86_400_000));
  }

  private String name() {
    return pick("shop", "a.b", "true", "2024", "1.5", "null", "-x", "0123456789".repeat(20));
  }

  private int side() {
    return 1 + random.nextInt(5);
  }

  private int size() {
    return 1 + random.nextInt(300);
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}

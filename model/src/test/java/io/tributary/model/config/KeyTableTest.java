package io.tributary.model.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.field.FieldSpec;
import io.tributary.model.weighting.Weightings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of keys and the reader agree: every row is read, and changes the configuration. */
class KeyTableTest {

  private static final String BASE =
      """
      model: {name: shop, input: [1, 8, 8], trunk: [relu]}
      tasks:
        a: {type: binary, target: true}
        b: {type: regression}
      """;

  /** For each key, how the base becomes a text that gives it a value of its own. */
  private static final Map<String, List<String>> CHANGES = new TreeMap<>();

  static {
    change("model.name", "name: shop", "name: other");
    change("model.input", "[1, 8, 8]", "[5]");
    change("model.trunk", "[relu]", "[tanh]");
    change("model.seed", "trunk:", "seed: -7, trunk:");
    change("tasks.<name>.type", "type: regression", "type: binary");
    change("tasks.<name>.classes", "type: regression", "type: classification, classes: 3");
    change("tasks.<name>.classWeights", "type: regression", "type: binary, classWeights: [1, 7]");
    change("tasks.<name>.labels", "type: regression", "type: multilabel, labels: 3");
    change("tasks.<name>.target", "true}\n  b: {", "false}\n  b: {target: true, ");
    change("tasks.<name>.head", "{type: regression", "{head: [relu], type: regression");
    change(
        "tasks.<name>.miniEpoch", "regression}", "regression, miniEpoch: 7}\nrounds: {by: count}");
    change("tasks.<name>.maxMiniEpoch", "regression}", "regression, maxMiniEpoch: 7}");
    add("training.miniEpoch", "training: {miniEpoch: 7}");
    add("training.maxMiniEpoch", "training: {maxMiniEpoch: 7}");
    add("training.pending", "training: {pending: 777}");
    add("training.batchSize", "training: {batchSize: 7}");
    add("training.epochs", "training: {epochs: 7}");
    add("training.shuffle", "training: {shuffle: true}");
    add("training.optimizer.type", "training: {optimizer: {type: adam}}");
    add("training.optimizer.learningRate", "training: {optimizer: {learningRate: .5}}");
    add("training.optimizer.momentum", "training: {optimizer: {momentum: 0.5}}");
    add("training.optimizer.decay", "training: {optimizer: {decay: 7}}");
    add("engine", "engine: pytorch");
    add("device", "engine: pytorch\ndevice: cpu");
    add("rounds.by", "rounds: {by: count}");
    add("rounds.span", "rounds: {by: time, span: 7s}");
    add("rounds.lateness", "rounds: {by: time, lateness: 7s}");
    add("rounds.late", "rounds: {by: time, late: reject}");
    add("rounds.idleAfter", "rounds: {idleAfter: 7s}");
    add("rounds.wait", "rounds: {by: count, wait: 7s}");
    add("weighting.method", "weighting: {method: uniform}");
    add("weighting.everyRounds", "weighting: {everyRounds: 7}");
    add("weighting.alpha.optimizer", "weighting: {alpha: {optimizer: adam}}");
    add("weighting.alpha.steps", "weighting: {alpha: {steps: 7}}");
    add("weighting.alpha.learningRate", "weighting: {alpha: {learningRate: 7}}");
    add("weighting.alpha.momentum", "weighting: {alpha: {momentum: 0.7}}");
    add("weighting.alpha.batchSize", "weighting: {alpha: {batchSize: 7}}");
    add("weighting.alpha.min", "weighting: {alpha: {min: 0}}");
    add("weighting.alpha.max", "weighting: {alpha: {max: 7}}");
    add("weighting.alpha.minWeight", "weighting: {alpha: {minWeight: 0}}");
    add("weighting.alpha.maxWeight", "weighting: {alpha: {maxWeight: 7}}");
    add("weighting.weights", "weighting: {method: fixed, weights: {a: 7}}");
    add("weighting.rule", "weighting: {rule: paper}");
    add("weighting.shadows", "weighting: {shadows: []}");
    add("weighting.rate", "weighting: {method: diw, rate: 7}");
    change("model.alignment", "trunk:", "alignment: true, trunk:");
    add("weighting.radius", "weighting: {method: cagrad, radius: 0.7}");
    add("weighting.rank", "weighting: {method: svd, rank: 7}");
    add("weighting.columns", "weighting: {method: svd, columns: label}");
    add("dev.fraction", "dev: {fraction: 0.7}");
    add("dev.window", "dev: {window: 7}");
    add("dev.tolerance", "dev: {tolerance: 0.7}");
    add("test.window", "test: {window: 7}");
    add("publish.everyRounds", "publish: {everyRounds: 7}");
    add("publish.tolerance", "publish: {tolerance: 0.7}");
    add("replay.size", "replay: {size: 7}");
    add("replay.share", "replay: {size: 7, share: 7}");
    add("ewc.strength", "ewc: {strength: 7}");
    add("ewc.models", "ewc: {strength: 7, models: 7}");
    add("ewc.examples", "ewc: {strength: 7, examples: 7}");
    add("periods.rounds", "periods: {rounds: 7}");
    add("periods.keep", "periods: {rounds: 7, keep: 7}");
    add("periods.slice", "periods: {rounds: 7, slice: 7}");
    add("drift.detector", "drift: {detector: adwin}");
    add("drift.tolerance", "drift: {detector: page-hinkley, tolerance: 0.7}");
    add("drift.threshold", "drift: {detector: page-hinkley, threshold: 7}");
    add("drift.warmUp", "drift: {detector: page-hinkley, warmUp: 7}");
    add("drift.delta", "drift: {detector: adwin, delta: 0.7}");
    add("drift.reaction", "drift: {detector: adwin, reaction: reset-weight}");
    String raise = "drift: {detector: adwin, reaction: raise-learning-rate, ";
    add("drift.factor", raise + "factor: 7}");
    add("drift.rounds", raise + "rounds: 7}");
    add("flink.parallelism", "flink: {parallelism: 7}");
    add("flink.checkpointInterval", "flink: {checkpointInterval: 7m}");
    add("flink.checkpointDir", "flink: {checkpointDir: /seven}");
    add("flink.stateBackend", "flink: {stateBackend: rocksdb}");
    add("kafka.bootstrapServers", "kafka: {bootstrapServers: seven:7}");
    add("kafka.topics.namespace", "kafka: {topics: {namespace: seven}}");
    add("kafka.topics.examples", "kafka: {topics: {examples: seven}}");
    add("kafka.topics.partitions", "kafka: {topics: {partitions: 7}}");
    add("kafka.topics.replication", "kafka: {topics: {replication: 7}}");
    add("kafka.properties", "kafka: {properties: {seven: 7}}");
    field("model.fields.<name>.type", "{type: numeric}");
    field("field.numeric.transform", "{type: numeric, transform: log}");
    field("field.categorical.values", "{type: categorical, values: 7}");
    field("field.categorical.buckets", "{type: categorical, buckets: 7}");
    field("field.categorical.dimension", "{type: categorical, dimension: 7}");
    field("field.text.buckets", "{type: text, buckets: 7}");
    field("field.text.dimension", "{type: text, dimension: 7}");
    field("field.text.words", "{type: text, words: 3}");
    field("field.text.characters", "{type: text, characters: []}");
    field("field.text.length", "{type: text, length: 7}");
    field("field.sparse.size", "{type: sparse, size: 7}");
    field("field.sparse.dimension", "{type: sparse, dimension: 7}");
    field("field.sparse.entries", "{type: sparse, entries: 7}");
    change("tasks.<name>.column", "type: regression", "column: \"b y\", type: regression");
    add("kafka.schemaRegistry.url", "kafka: {schemaRegistry: {url: \"http://seven:7\"}}");
    String registry = "kafka: {schemaRegistry: {url: \"http://seven:7\", ";
    add("kafka.schemaRegistry.user", registry + "user: seven, password: '***'}}");
    add("kafka.schemaRegistry.password", registry + "user: x, password: '***'}}");
    add("labels.wait", "labels: {wait: 7h}");
    add("csv.delimiter", "csv: {delimiter: tab}");
    add("csv.quote", "csv: {quote: \"'\"}");
    add("csv.encoding", "csv: {encoding: utf-16}");
    add("csv.decimal", "csv: {decimal: \",\"}");
    add("csv.missing", "csv: {missing: [\"\", seven]}");
    add("csv.time.column", "csv: {time: {column: seven}}");
    add("csv.time.format", "csv: {time: {column: seven, format: dd.MM.yyyy}}");
    add("csv.id", "csv: {id: seven}");
    add("csv.split", "csv: {split: seven}");
    add("csv.test", "csv: {test: 0.7}");
    change("layer.dense.units", "[relu]", "[dense: {units: 7}]");
    change("layer.conv2d.filters", "[relu]", "[conv2d: {filters: 7, kernel: 1}]");
    change("layer.conv2d.kernel", "[relu]", "[conv2d: {filters: 1, kernel: 7}]");
    change("layer.conv2d.stride", "[relu]", "[conv2d: {filters: 1, kernel: 1, stride: 7}]");
    change("layer.conv2d.padding", "[relu]", "[conv2d: {filters: 1, kernel: 1, padding: 7}]");
    change("layer.maxpool2d.size", "[relu]", "[maxpool2d: {size: 7}]");
    change("layer.maxpool2d.stride", "[relu]", "[maxpool2d: {size: 1, stride: 7}]");
    change("layer.dropout.rate", "[relu]", "[dropout: {rate: 0.7}]");
    change("layer.batchnorm.momentum", "[relu]", "[batchnorm: {momentum: 0.7}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"numeric", "categorical", "text", "sparse"})
  void everySettingOfAFieldHasADefaultAndChangesIt(String kind) {
    FieldSpec bare = spec(kind);
    assertThat(spec("{type: " + kind + "}")).isEqualTo(bare);
    for (String key : ConfigurationDocs.rows().keySet()) {
      if (key.startsWith("field." + kind + ".")) {
        String given = CHANGES.getOrDefault(key, List.of()).get(1);
        assertThat(spec(given.substring(given.lastIndexOf('{'), given.length() - 1)))
            .as(key)
            .isNotEqualTo(bare);
      }
    }
  }

  private static FieldSpec spec(String text) {
    return Texts.parse(BASE.replace("input: [1, 8, 8]", "fields: {a: " + text + "}"))
        .model()
        .fields()
        .fields()
        .get(0)
        .spec();
  }

  static Stream<String> keys() {
    return ConfigurationDocs.rows().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKeyIsReadAndChangesTheConfiguration(String key) {
    assertThat(CHANGES).containsKey(key);
    List<String> change = CHANGES.getOrDefault(key, List.of());
    String text = BASE.replace(change.get(0), change.get(1)) + change.get(2);

    Configuration changed = Texts.parse(text);

    assertThat(changed).as(text).isNotEqualTo(Texts.parse(BASE));
    assertThat(Texts.parse(ConfigurationPrinter.print(changed))).isEqualTo(changed);
  }

  @Test
  void everyChangeIsOfAKeyInTheTable() {
    assertThat(ConfigurationDocs.rows().keySet()).containsAll(CHANGES.keySet());
  }

  @Test
  void theMethodsAreThoseThatExist() {
    assertThat(Weightings.names())
        .allSatisfy(
            method ->
                assertThat(Texts.parse(BASE + "weighting: {method: " + method + "}"))
                    .extracting(read -> read.weighting().method())
                    .isEqualTo(method));
    String refused = Texts.problem(BASE + "weighting: {method: nonesuch}");
    String offered = refused.substring(refused.indexOf("one of ") + "one of ".length());
    assertThat(Arrays.asList(offered.split(", ")))
        .containsExactlyInAnyOrderElementsOf(Weightings.names());
  }

  private static void field(String key, String spec) {
    change(key, "input: [1, 8, 8]", "fields: {a b.c: " + spec + "}");
  }

  private static void change(String key, String from, String to) {
    CHANGES.put(key, List.of(from, to, ""));
  }

  private static void add(String key, String line) {
    CHANGES.put(key, List.of("", "", line + "\n"));
  }
}

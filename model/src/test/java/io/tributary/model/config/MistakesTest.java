package io.tributary.model.config;

import static io.tributary.model.config.Texts.MODEL;
import static io.tributary.model.config.Texts.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of mistake gives one line with the file, the line and the mend. */
class MistakesTest {

  private static final String SECTIONS = MODEL + TASKS; // lines 1 to 7

  /** The text, the line to be named, and what the message must say. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
            yaml(),
            keys(),
            numbers(),
            words(),
            models(),
            fields(),
            tasks(),
            together(),
            kafka(),
            csv(),
            drift())
        .flatMap(list -> list);
  }

  private static Stream<Arguments> yaml() {
    return Stream.of(
        mistake("", 1, "the file is empty; it must have model and tasks"),
        mistake("# nothing yet\n", 1, "the file is empty; it must have model and tasks"),
        mistake("---\n", 1, "model is missing; it must be a section"),
        mistake("just words", 1, "the file is text; it must be a section with the keys model"),
        mistake("- model", 1, "the file is a list; it must be a section with the keys model"),
        mistake(SECTIONS + "dev: {window: 5", 8, "brackets that do not close"),
        mistake(SECTIONS + "dev: {window: 5]\n", 8, "brackets that do not close"),
        mistake(SECTIONS + "flink: {checkpointDir: \"abc}\n", 8, "quotes that do not close"),
        mistake(SECTIONS + "dev:\n\twindow: 5\n", 9, "a tab indents here; use spaces"),
        mistake(SECTIONS + "dev:\n  window: 5\n   fraction: 0.1\n", 10, "check the indentation"),
        mistake(SECTIONS + "dev: a: b\n", 8, "check the indentation"),
        mistake(SECTIONS + "dev: *other\n", 8, "an alias (*name) without its anchor"),
        mistake(SECTIONS + "---\ndev: {}\n", 8, "a second YAML document starts"),
        mistake(SECTIONS + "dev: !mine {window: 5}\n", 8, "dev has a YAML tag (!…)"),
        mistake(SECTIONS + "dev: " + "[".repeat(50_000) + "\n", 8, "nested deeper than any key"),
        mistake(SECTIONS + "dev: \u0007\n", 1, "holds a character that text files do not"),
        mistake(aliasBomb(), 1, "too many YAML aliases"),
        mistake(SECTIONS + "? [a]\n: b\n", 8, "a key is a list or a section"));
  }

  private static Stream<Arguments> drift() {
    return Stream.of(
        mistake(SECTIONS + "drift: {detector: adwim}\n", 8, "did you mean adwin?"),
        mistake(
            SECTIONS + "drift: {reaction: reset-weight}\n",
            8,
            "drift.reaction needs a detector; set drift.detector"),
        mistake(
            SECTIONS + "drift: {detector: adwin, threshold: 5}\n",
            8,
            "drift.threshold belongs to detector: page-hinkley"),
        mistake(
            SECTIONS + "drift: {detector: page-hinkley, delta: 0.1}\n",
            8,
            "drift.delta belongs to detector: adwin"),
        mistake(
            SECTIONS + "drift: {detector: adwin, reaction: reset-weight, rounds: 5}\n",
            8,
            "drift.rounds belongs to reaction: raise-learning-rate"),
        mistake(
            SECTIONS + "replay: {share: 1}\n",
            8,
            "replay.share needs a reservoir; set replay.size"),
        mistake(
            SECTIONS + "periods: {keep: 7}\n", 8, "periods.keep needs periods; set periods.rounds"),
        mistake(
            SECTIONS + "periods: {slice: 7}\n",
            8,
            "periods.slice needs periods; set periods.rounds"),
        mistake(SECTIONS + "ewc: {models: 7}\n", 8, "ewc.models needs a pull; set ewc.strength"),
        mistake(
            SECTIONS + "ewc: {strength: -1}\n",
            8,
            "ewc.strength is '-1'; it must be a number of at least 0"),
        mistake(
            SECTIONS + "drift: {detector: adwin, delta: 1}\n",
            8,
            "it must be a number above 0 and below 1"));
  }

  private static Stream<Arguments> keys() {
    return Stream.of(
        mistake(SECTIONS + "traning: {}\n", 8, "unknown key traning; did you mean training?"),
        mistake(
            SECTIONS + "training:\n  epochs: 1\n  batchSise: 4\n",
            10,
            "unknown key training.batchSise; did you mean batchSize?"),
        mistake(
            SECTIONS + "training: {learning_rate: 1}\n",
            8,
            "it belongs at training.optimizer.learningRate or weighting.alpha.learningRate"),
        mistake(SECTIONS + "miniEpoch: 4\n", 8, "it belongs at tasks.<name>.miniEpoch or training"),
        mistake(SECTIONS + "model2: {}\n", 8, "unknown key model2; did you mean model?"),
        mistake(SECTIONS + "zzz: 1\n", 8, "unknown key zzz; known here: model, tasks, training"),
        mistake(SECTIONS + "dev: {<<: {window: 5}}\n", 8, "unknown key dev.<<; known here:"),
        mistake(
            SECTIONS + "weighting: {alpha: {step: 1}}\n",
            8,
            "unknown key weighting.alpha.step; did you mean steps?"),
        mistake(SECTIONS + "dev: {}\ntest: {}\ndev: {}\n", 10, "dev stands here a second time"),
        mistake(SECTIONS + "dev: {window: 1, window: 2}\n", 8, "dev.window stands here a second"),
        mistake(
            MODEL + "tasks:\n  a: {type: binary, target: true}\n  a: {type: binary}\n",
            7,
            "tasks.a stands here a second time; keep one of the two"),
        mistake(SECTIONS + "\"a\\nb\": 1\n", 8, "unknown key a?b; known here"));
  }

  private static Stream<Arguments> numbers() {
    return Stream.of(
        mistake(SECTIONS + "training: {batchSize: -3}\n", 8, "batchSize is '-3'; it must be a"),
        mistake(SECTIONS + "training: {batchSize: 0}\n", 8, "a whole number of at least 1"),
        mistake(SECTIONS + "training: {batchSize: 1.5}\n", 8, "is '1.5'; it must be a whole"),
        mistake(SECTIONS + "training: {batchSize: many}\n", 8, "is 'many'; it must be a whole"),
        mistake(SECTIONS + "training: {batchSize: \"5\"}\n", 8, "is text in quotes"),
        mistake(SECTIONS + "training: {batchSize: [5]}\n", 8, "is a list; it must be a whole"),
        mistake(SECTIONS + "training: {batchSize: {a: 1}}\n", 8, "is a section; it must be a"),
        mistake(SECTIONS + "training:\n  batchSize:\n", 9, "batchSize has no value; it must be"),
        mistake(
            SECTIONS + "training: {epochs: 99999999999}\n", 8, "is too large; it must be at most"),
        mistake(SECTIONS + "training: {epochs: 9" + "9".repeat(30) + "}\n", 8, "is too large"),
        mistake(SECTIONS + "training: {maxMiniEpoch: some}\n", 8, "must be all or a whole number"),
        mistake(SECTIONS + "dev: {fraction: 1}\n", 8, "is '1'; it must be a number of at least 0"),
        mistake(SECTIONS + "dev: {fraction: -0.1}\n", 8, "of at least 0 and below 1"),
        mistake(SECTIONS + "dev: {fraction: .nan}\n", 8, "of at least 0 and below 1"),
        mistake(SECTIONS + "training: {optimizer: {learningRate: 0}}\n", 8, "a number above 0"),
        mistake(SECTIONS + "training: {optimizer: {learningRate: .inf}}\n", 8, "a number above 0"),
        mistake(SECTIONS + "training: {optimizer: {learningRate: 1e99}}\n", 8, "a number above 0"),
        mistake(SECTIONS + "training: {optimizer: {learningRate: 1e-99}}\n", 8, "a number above 0"),
        mistake(SECTIONS + "training: {optimizer: {momentum: 1.0}}\n", 8, "and below 1"),
        mistake(SECTIONS + "training: {optimizer: {decay: -1}}\n", 8, "at least 0.001, or 0"),
        mistake(SECTIONS + "weighting: {alpha: {min: 1.5}}\n", 8, "at most 1, or -.inf for none"),
        mistake(SECTIONS + "weighting: {alpha: {maxWeight: 0}}\n", 8, "at least 1, or .inf"),
        mistake(SECTIONS + "flink: {parallelism: 200}\n", 8, "a whole number from 1 to 128"),
        mistake(SECTIONS + "flink: {checkpointInterval: 5}\n", 8, "a duration such as 500ms"),
        mistake(SECTIONS + "flink: {checkpointInterval: 1ms}\n", 8, "at least 10ms"),
        mistake(SECTIONS + "rounds: {by: count, wait: 0s}\n", 8, "must be all or a duration"),
        mistake(SECTIONS + "labels: {}\n", 8, "labels.wait is missing; it must be a duration"),
        mistake(SECTIONS + "labels: {wait: 0s}\n", 8, "at least 1ms"),
        mistake(SECTIONS + "labels: 1h\n", 8, "labels is text; it must be a section"),
        mistake(SECTIONS + "rounds: {idleAfter: soon}\n", 8, "is 'soon'; it must be a duration"));
  }

  private static Stream<Arguments> words() {
    return Stream.of(
        mistake(SECTIONS + "training: {shuffle: yes}\n", 8, "is 'yes'; it must be true or false"),
        mistake(SECTIONS + "training: {optimizer: {type: adm}}\n", 8, "did you mean adam?"),
        mistake(SECTIONS + "training: {optimizer: {type: rmsprop}}\n", 8, "one of sgd, adam"),
        mistake(SECTIONS + "training: {optimizer: adam}\n", 8, "it must be a section with the"),
        mistake(SECTIONS + "weighting: {method: alphaville}\n", 8, "did you mean alphavil?"),
        mistake(SECTIONS + "weighting: {columns: label}\n", 8, "belongs to method: svd; remove"),
        mistake(SECTIONS + "weighting: {rank: 2}\n", 8, "belongs to method: svd; remove it"),
        mistake(SECTIONS + "weighting: {rule: softmax}\n", 8, "it must be one of credit, paper"),
        mistake(
            SECTIONS + "weighting: {rule: credit, alpha: {steps: 3}}\n",
            8,
            "belongs to rule: paper; remove it"),
        mistake(SECTIONS + "weighting: {shadows: [single, single]}\n", 8, "name each once"),
        mistake(SECTIONS + "weighting: {shadows: [diw]}\n", 8, "one of single, uniform, pairs"),
        mistake(
            SECTIONS + "weighting: {method: uniform, shadows: [uniform]}\n",
            8,
            "names the method itself"),
        mistake(
            SECTIONS + "weighting: {method: single, shadows: [uniform]}\n",
            8,
            "needs a method that trains every task"),
        mistake(SECTIONS + "rounds: {by: tiem}\n", 8, "did you mean time?"),
        mistake(task("type: binary, classes: 2"), 6, "names the two classes of a binary task"),
        mistake(task("type: binary, classes: [a, b, c]"), 6, "names the two classes of a"),
        mistake(task("type: classification, classes: [a]"), 6, "names fewer than two classes"),
        mistake(task("type: classification, classes: [a, b, a]"), 6, "names a class a second"),
        mistake(task("type: classification, classes: [a, ~]"), 6, "classes[1] has no value"),
        mistake(
            task("type: classification, classes: few"),
            6,
            "a whole number of at least 2, or a list"),
        mistake(task("type: regression, classes: [a, b]"), 6, "classification or binary; remove"),
        mistake(task("type: binary, classWeights: [1]"), 6, "has 1 numbers for 2 classes"),
        mistake(task("type: binary, classWeights: [1, 0]"), 6, "it must be a number above 0"),
        mistake(task("type: regression, classWeights: [1, 2]"), 6, "belongs to type: classif"),
        mistake(SECTIONS + "rounds: {by: time, late: drop}\n", 8, "it must be one of next, reject"),
        mistake(SECTIONS + "rounds: {by: time, span: 0s}\n", 8, "a duration such as 500ms"),
        mistake(SECTIONS + "rounds: {by: cuont}\n", 8, "did you mean count?"),
        mistake(SECTIONS + "flink: {stateBackend: memory}\n", 8, "one of auto, hashmap, rocksdb"),
        mistake(SECTIONS + "flink: {checkpointDir: \"\"}\n", 8, "it must be temporary, or a path"),
        mistake(SECTIONS + "flink: {checkpointDir: \"${HOME}/a\"}\n", 8, "under kafka only"));
  }

  private static Stream<Arguments> models() {
    return Stream.of(
        mistake(TASKS, 1, "model is missing; it must be a section with the keys name, input"),
        mistake("model:\n" + TASKS, 1, "model.name is missing; it must be 1 to 200 letters"),
        mistake(MODEL.replace("shop", "my shop") + TASKS, 2, "is 'my shop'; it must be 1 to 200"),
        mistake(MODEL.replace("shop", "..") + TASKS, 2, "is '..'; it must be 1 to 200 letters"),
        mistake(MODEL.replace("shop", "a".repeat(201)) + TASKS, 2, "aaa…'; it must be 1 to 200"),
        mistake(MODEL.replace("[8]", "8") + TASKS, 3, "model.input is text; it must be a list"),
        mistake(MODEL.replace("[8]", "[]") + TASKS, 3, "has 0 numbers; it must be a list"),
        mistake(MODEL.replace("[8]", "[8, 8]") + TASKS, 3, "[channels, height, width]"),
        mistake(MODEL.replace("[8]", "[1, 0, 8]") + TASKS, 3, "model.input[1] is '0'; it must be"),
        mistake(MODEL.replace("[8]", "[9999, 9999, 9999]") + TASKS, 3, "larger than an array"),
        mistake(
            MODEL.replace("[8]", "[2049]") + "  alignment: true\n" + TASKS,
            5,
            "model.alignment needs an input of at most 2048 numbers, it has 2049; remove it"),
        mistake(trunk("[]"), 4, "model.trunk is empty; it must be a list of layers"),
        mistake(trunk("relu"), 4, "model.trunk is text; it must be a list of layers"),
        mistake(trunk("[rellu]"), 4, "names the layer 'rellu'; did you mean relu?"),
        mistake(trunk("[lstm]"), 4, "known layers: dense, conv2d, maxpool2d, relu, tanh"),
        mistake(trunk("[dense]"), 4, "model.trunk[0].dense.units is missing; it must be a whole"),
        mistake(trunk("[dense: 5]"), 4, "model.trunk[0].dense has no settings in the form"),
        mistake(trunk("[dense: {unit: 5}]"), 4, "model.trunk[0].dense.unit; did you mean units?"),
        mistake(trunk("[dense: {units: 0}]"), 4, "model.trunk[0].dense.units is '0'; it must"),
        mistake(trunk("[relu, {dense: , units: 5}]"), 4, "model.trunk[1] has 2 keys; a layer has"),
        mistake(trunk("[[relu]]"), 4, "model.trunk[0] is a list; it must be one of the layers"),
        mistake(trunk("[dropout: {rate: 1}]"), 4, "dropout.rate is '1'; it must be a number of"),
        mistake(trunk("[conv2d: {filters: 3}]"), 4, "conv2d.kernel is missing; it must be a"),
        mistake(trunk("[relu: {a: 1}]"), 4, "unknown key model.trunk[0].relu.a; remove it"),
        mistake(
            trunk("[conv2d: {filters: 3, kernel: 2}]"), 4, "needs an input of [channels, height"),
        mistake(
            image("\n    - maxpool2d: {size: 2}\n    - conv2d: {filters: 2, kernel: 5}"),
            6,
            "model.trunk[1] (conv2d): its window of 5x5 is larger than its input of 4x4; change"),
        mistake(
            image("[conv2d: {filters: 1000000000, kernel: 1}]"),
            4,
            "model.trunk[0] hands on more numbers than an array holds; make it smaller"),
        mistake(
            task("type: binary, target: true, head: [relu, maxpool2d: {size: 2}]"),
            6,
            "tasks.a.head[1] (maxpool2d): needs an input of [channels, height, width], has [4]"),
        mistake(trunk("\n    - relu\n    - rellu"), 6, "did you mean relu?"),
        mistake(trunk("{dl4j: no-such.json}"), 4, "names 'no-such.json', which is not there"),
        mistake(trunk("{dl4j: .}"), 4, "which is a folder; name a file"),
        mistake(trunk("{dl4j: pom.xml}"), 4, "which is no JSON object"),
        mistake(trunk("{dl5j: pom.xml}"), 4, "did you mean dl4j?"));
  }

  private static Stream<Arguments> fields() {
    return Stream.of(
        mistake(
            "model:\n  name: shop\n  trunk: [relu]\n" + TASKS,
            1,
            "model.input is missing, and so is fields; give one of the two"),
        mistake(
            MODEL + "  fields: {a: numeric}\n" + TASKS,
            5,
            "model.fields stands beside model.input; keep one of the two"),
        mistake(field("{}"), 3, "model.fields is empty; it must be a section of fields, such as"),
        mistake(field("[a, b]"), 3, "model.fields is a list; it must be a section of fields"),
        mistake(field("{a: numerc}"), 3, "model.fields.a is 'numerc'; did you mean numeric?"),
        mistake(field("{a: date}"), 3, "one of numeric, categorical, text, sparse"),
        mistake(field("{a: }"), 3, "model.fields.a has no value; it must be one of numeric"),
        mistake(field("{a: [1]}"), 3, "model.fields.a is a list; it must be one of numeric"),
        mistake(field("{a: {buckets: 4}}"), 3, "model.fields.a.type is missing; it must be one"),
        mistake(field("\n    a.b: numeric\n    a.c: {type: txt}"), 5, "a.c.type is 'txt'; did"),
        mistake(field("{a: {type: numeric, values: 4}}"), 3, "known here: type, transform"),
        mistake(field("{a: {type: numeric, transfrom: log}}"), 3, "did you mean transform?"),
        mistake(field("{a: {type: numeric, transform: sqrt}}"), 3, "it must be one of none, log"),
        mistake(
            field("{a: {type: categorical, values: 4, buckets: 5}}"),
            3,
            "model.fields.a.buckets stands beside values; keep one of the two"),
        mistake(field("{a: {type: categorical, values: 0}}"), 3, "a whole number from 1 to"),
        mistake(field("{a: {type: text, buckets: 20000000}}"), 3, "is '20000000'; it must be a"),
        mistake(field("{a: {type: text, characters: [5, 3]}}"), 3, "is [5, 3]; it must be a list"),
        mistake(field("{a: {type: text, characters: 3}}"), 3, "is text; it must be a list of"),
        mistake(field("{a: {type: text, words: 0, characters: []}}"), 3, "or no n-gram is left"),
        mistake(field("{\"a\\tb\": text}"), 3, "a?b is no name for a field; it must be 1 to 200"),
        mistake(field("{" + "n".repeat(201) + ": text}"), 3, "is no name for a field; it must be"),
        mistake(field("{a: numeric, a: text}"), 3, "model.fields.a stands here a second time"),
        mistake(
            field("{a: {type: sparse, size: 10000000, dimension: 1000}}"),
            3,
            "has embeddings of more than 268435456 numbers; give fewer"),
        mistake(
            field("{a: numeric}").replace("tasks:", "  alignment: true\ntasks:"),
            5,
            "model.alignment turns plain inputs, which model.fields are not; remove it"),
        mistake(
            field("{a: numeric}") + "weighting: {method: svd}\n",
            8,
            "weighting.method is svd, which compares plain inputs; with model.fields choose"),
        mistake(
            field("{a: numeric, b: {type: text, dimension: 3}}")
                .replace("relu", "maxpool2d: {size: 2}"),
            4,
            "needs an input of [channels, height, width], has [5]"));
  }

  private static Stream<Arguments> tasks() {
    return Stream.of(
        mistake(MODEL, 1, "tasks is missing; it must be a section of tasks"),
        mistake(MODEL + "tasks:\n", 5, "tasks has no target; add target: true to one task"),
        mistake(MODEL + "tasks: [a]\n", 5, "tasks is a list; it must be a section of tasks"),
        mistake(task("type: binary"), 5, "tasks has no target; add target: true"),
        mistake(task("target: true"), 6, "tasks.a.type is missing; it must be one of"),
        mistake(task("type: binari, target: true"), 6, "did you mean binary?"),
        mistake(task("type: classification, target: true"), 6, "tasks.a.classes is missing"),
        mistake(task("type: classification, classes: 1, target: true"), 6, "of at least 2"),
        mistake(task("type: multilabel, target: true"), 6, "tasks.a.labels is missing; it must"),
        mistake(task("type: multilabel, labels: 0, target: true"), 6, "of at least 1"),
        mistake(task("type: multilabel, labels: 3, classes: 2"), 6, "belongs to type: classif"),
        mistake(task("type: regression, labels: 2, target: true"), 6, "belongs to type: multila"),
        mistake(task("type: binary, target: 1"), 6, "is '1'; it must be true or false"),
        mistake(task("type: binary, target: true, head: [soft]"), 6, "names the layer 'soft'"),
        mistake(
            MODEL + "tasks:\n  my task: {type: binary, target: true}\n",
            6,
            "tasks.my task is no name for a task; it must be 1 to 100 letters, digits, '_' or '-'"),
        mistake(
            SECTIONS + "  other: {type: binary, target: true}\n",
            8,
            "tasks.other.target makes a second target beside price; keep exactly one"));
  }

  private static Stream<Arguments> together() {
    return Stream.of(
        mistake(
            task("type: binary, target: true, miniEpoch: 5"),
            6,
            "tasks.a.miniEpoch belongs to rounds.by: count; set training.miniEpoch, or change"),
        mistake(
            task("type: binary, target: true, maxMiniEpoch: 5") + "rounds: {by: count}\n",
            6,
            "tasks.a.maxMiniEpoch belongs to rounds.by: target or time; set miniEpoch, or"),
        mistake(SECTIONS + "engine: torch\n", 8, "engine is 'torch'; did you mean pytorch?"),
        mistake(
            "model: {name: a, fields: {x: numeric}, trunk: [relu]}\n" + TASKS + "engine: pytorch\n",
            5,
            "engine is pytorch, which has no model.fields; set engine: dl4j"),
        mistake(
            SECTIONS + "engine: dl4j\ndevice: cuda\n",
            9,
            "device belongs to engine: pytorch; engine: dl4j computes where its build says"),
        mistake(
            SECTIONS + "training: {miniEpoch: 32, pending: 31}\n",
            8,
            "training.pending is less than a mini-epoch of 32, which could never be filled"),
        mistake(SECTIONS + "rounds: {span: 5s}\n", 8, "rounds.span belongs to by: time; remove"),
        mistake(SECTIONS + "rounds: {wait: 5s}\n", 8, "rounds.wait belongs to by: count; remove"),
        mistake(
            SECTIONS + "rounds:\n  by: count\n  idleAfter: 5s\n",
            10,
            "rounds.idleAfter belongs to by: target or by: time; remove it or change rounds"),
        mistake(
            SECTIONS + "weighting:\n  method: fixed\n  weights:\n    sold: 1\n    prise: 2\n",
            12,
            "weighting.weights.prise weighs no task; did you mean price?"),
        mistake(
            SECTIONS + "weighting: {method: fixed, weights: {zzz: 2}}\n",
            8,
            "weighs no task; tasks are price, sold"),
        mistake(SECTIONS + "weighting: {weights: {sold: 2}}\n", 8, "belongs to method: fixed"),
        mistake(SECTIONS + "weighting: {rate: 2}\n", 8, "belongs to method: diw"),
        mistake(SECTIONS + "weighting: {method: mgda, radius: 0.1}\n", 8, "method: cagrad"),
        mistake(SECTIONS + "weighting: {method: fixed, weights: {sold: -1}}\n", 8, "of at least 0"),
        mistake(
            SECTIONS + "training: {optimizer: {type: adam, momentum: 0.5}}\n",
            8,
            "training.optimizer.momentum belongs to type: sgd; remove it"),
        mistake(
            SECTIONS + "weighting: {alpha: {optimizer: adam, momentum: 0.5}}\n",
            8,
            "weighting.alpha.momentum belongs to optimizer: sgd; remove it"),
        // The first problem by line, whatever order the values are needed in.
        mistake(SECTIONS + "kafka: {x: 1}\nflink: {y: 1}\ndev: {z: 1}\n", 8, "kafka.x"));
  }

  private static Stream<Arguments> csv() {
    return Stream.of(
        mistake(SECTIONS + "csv: {delimiter: ab}\n", 8, "is 'ab'; it must be one character"),
        mistake(SECTIONS + "csv: {delimiter: '\"'}\n", 8, "csv.quote is the delimiter too"),
        mistake(SECTIONS + "csv: {encoding: utf-9}\n", 8, "is 'utf-9'; it must be a character set"),
        mistake(SECTIONS + "csv: {encoding: ü}\n", 8, "it must be a character set"),
        mistake(SECTIONS + "csv: {decimal: point}\n", 8, "it must be one of ., ,"),
        mistake(SECTIONS + "csv: {missing: [a, a]}\n", 8, "csv.missing[1] stands there a second"),
        mistake(SECTIONS + "csv: {time: {format: iso}}\n", 8, "csv.time.column is missing"),
        mistake(
            SECTIONS + "csv: {time: {column: t, format: qq.bb}}\n",
            8,
            "is 'qq.bb'; it must be iso"),
        mistake(SECTIONS + "csv: {split: s, test: 0.2}\n", 8, "csv.test stands beside csv.split"),
        mistake(SECTIONS + "csv: {test: 1}\n", 8, "csv.test is '1'; it must be a number"),
        mistake(SECTIONS + "csv: {id: ' '}\n", 8, "it must be a column's name"));
  }

  private static Stream<Arguments> kafka() {
    return Stream.of(
        mistake(kafka("bootstrapServers: localhost"), 9, "it must be host:port, several"),
        mistake(kafka("bootstrapServers: localhost:70000"), 9, "it must be host:port, several"),
        mistake(kafka("bootstrapServers: ${NONE}"), 9, "variable NONE, which is not set; export"),
        mistake(kafka("bootstrapServers: ${no way}"), 9, "holds a ${ that names no variable"),
        mistake(kafka("bootstrapServers: ${NONE"), 9, "holds a ${ that names no variable"),
        mistake(kafka("properties: {a: ${NONE}}"), 9, "put quotes around \"${NAME}\" where"),
        mistake(kafka("topics: {namespace: a/b}"), 9, "is 'a/b'; it must be 1 to 200 letters"),
        mistake(kafka("topics: {examples: \"a b\"}"), 9, "is 'a b'; it must be 1 to 245 letters"),
        mistake(kafka("topics: {examples: []}"), 9, "is empty; it must be a topic's name, a list"),
        mistake(kafka("topics: {examples: [a, a]}"), 9, "examples[1] names a topic a second time"),
        mistake(kafka("topics: {examples: [a, b c]}"), 9, "kafka.topics.examples[1] is 'b c'; it"),
        mistake(kafka("topics: {examples: {pattern: \"(\"}}"), 9, "is no regular expression"),
        mistake(kafka("topics: {examples: {patern: x}}"), 9, "did you mean pattern?"),
        mistake(kafka("topics: {examples: shop.rounds}"), 9, "names a topic that the job writes"),
        mistake(kafka("schemaRegistry: {}"), 9, "schemaRegistry.url is missing; it must be a URL"),
        mistake(kafka("schemaRegistry: {url: \"r:1\"}"), 9, "is another text; it must be a URL"),
        mistake(
            kafka("schemaRegistry: {url: \"http://a:b@r\"}"), 9, "it must be a URL such as http"),
        mistake(
            kafka("schemaRegistry: {url: \"http://r\", user: a}"),
            9,
            "stands alone; give user and"),
        mistake(kafka("topics: {partitions: 0}"), 9, "a whole number of at least 1"),
        mistake(kafka("topics: {replication: 40000}"), 9, "a whole number from 1 to 32767"),
        mistake(kafka("properties: [a]"), 9, "is a list; it must be a section of names and values"),
        mistake(kafka("properties: {sasl: {a: 1}}"), 9, "write a name with dots, name.part: value"),
        mistake(kafka("properties: {sasl: }"), 9, "and nothing as \"\""),
        mistake(kafka("properties: {bootstrap.servers: a:1}"), 9, "move it there"));
  }

  @ParameterizedTest(name = "{index}: {2}")
  @MethodSource("mistakes")
  void isOneLineWithTheFileTheLineAndTheMend(String text, int line, String says) {
    String message = Texts.problem(text);

    assertThat(message).startsWith("shop.yaml:" + line + ": ").contains(says);
    assertThat(message.lines()).hasSize(1);
    assertThat(message).containsAnyOf(";", "?", "not YAML:").hasSizeLessThan(320);
  }

  private static Arguments mistake(String text, int line, String says) {
    return Arguments.of(text, line, says);
  }

  private static String trunk(String trunk) {
    return "model:\n  name: shop\n  input: [8]\n  trunk: " + trunk + "\n" + TASKS;
  }

  private static String field(String fields) {
    return "model:\n  name: shop\n  fields: " + fields + "\n  trunk: [relu]\n" + TASKS;
  }

  private static String image(String trunk) {
    return trunk(trunk).replace("[8]", "[1, 8, 8]");
  }

  private static String task(String task) {
    return MODEL + "tasks:\n  a: {" + task + "}\n";
  }

  private static String kafka(String entry) {
    return SECTIONS + "kafka:\n  " + entry + "\n";
  }

  private static String aliasBomb() {
    StringBuilder text = new StringBuilder(SECTIONS + "a0: &a0 [x]\n");
    for (int i = 1; i < 10; i++) {
      text.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    return text.toString();
  }
}

package io.tributary.model.config;

import static io.tributary.model.config.Mistakes.SECTIONS;
import static io.tributary.model.config.Mistakes.mistake;
import static io.tributary.model.config.Mistakes.task;
import static io.tributary.model.config.Texts.MODEL;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in the form of a file: YAML, keys, numbers and words. */
class MistakesTest {

  static Stream<Arguments> mistakes() {
    return Stream.of(yaml(), keys(), numbers(), words()).flatMap(list -> list);
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

  @ParameterizedTest(name = "{index}: {2}")
  @MethodSource("mistakes")
  void isOneLineWithTheFileTheLineAndTheMend(String text, int line, String says) {
    Mistakes.assertTold(text, line, says);
  }

  private static String aliasBomb() {
    StringBuilder text = new StringBuilder(SECTIONS + "a0: &a0 [x]\n");
    for (int i = 1; i < 10; i++) {
      text.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    return text.toString();
  }
}

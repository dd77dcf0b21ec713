package io.tributary.model.config;

import static io.tributary.model.config.Mistakes.SECTIONS;
import static io.tributary.model.config.Mistakes.mistake;
import static io.tributary.model.config.Mistakes.task;
import static io.tributary.model.config.Texts.TASKS;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in other sections, and keys that do not go together. */
class SectionMistakesTest {

  static Stream<Arguments> mistakes() {
    return Stream.of(together(), kafka(), csv(), drift()).flatMap(list -> list);
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

  @ParameterizedTest(name = "{index}: {2}")
  @MethodSource("mistakes")
  void isOneLineWithTheFileTheLineAndTheMend(String text, int line, String says) {
    Mistakes.assertTold(text, line, says);
  }

  private static String kafka(String entry) {
    return SECTIONS + "kafka:\n  " + entry + "\n";
  }
}

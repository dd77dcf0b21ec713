package io.tributary.model.config;

import static io.tributary.model.config.Mistakes.SECTIONS;
import static io.tributary.model.config.Mistakes.mistake;
import static io.tributary.model.config.Mistakes.task;
import static io.tributary.model.config.Texts.MODEL;
import static io.tributary.model.config.Texts.TASKS;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in what is learned: the network, the fields and the tasks. */
class ModelMistakesTest {

  static Stream<Arguments> mistakes() {
    return Stream.of(models(), fields(), tasks()).flatMap(list -> list);
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

  @ParameterizedTest(name = "{index}: {2}")
  @MethodSource("mistakes")
  void isOneLineWithTheFileTheLineAndTheMend(String text, int line, String says) {
    Mistakes.assertTold(text, line, says);
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
}

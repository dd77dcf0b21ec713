package io.tributary.connectors.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.example.Decoded.Rejected;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels that are names, or JSON's own words for yes and no. */
class ClassNamesTest {

  private final ExampleDecoder decoder =
      new ExampleDecoder(
          ConfigurationFile.parse(
              """
              model: {name: test, input: [1], trunk: [{dense: {units: 2}}]}
              tasks:
                colour: {type: classification, classes: [red, "0", größer], target: true}
                paid: {type: binary, classes: [no, yes]}
                plain: {type: binary}
                size: {type: classification, classes: 3}
                truth: {type: classification, classes: [false, true]}
                spend: {type: regression}
                tags: {type: multilabel, labels: 1}
              """,
              "test.yaml",
              Path.of("."),
              Map.of()));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "colour, '\"red\"', 0",
        "colour, '\"0\"', 1", // a name, not an index
        "colour, 0, 0",
        "colour, '\"größer\"', 2",
        "colour, 2, 2",
        "paid, '\"no\"', 0",
        "paid, '\"yes\"', 1",
        "paid, 1, 1",
        "paid, true, 1",
        "plain, true, 1",
        "plain, false, 0",
        "truth, true, 1",
        "truth, '\"false\"', 0",
      })
  void areTaken(String task, String label, float index) {
    assertThat(Tasks.accepted(decode(task, label)).get(0).label()).containsExactly(index);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "colour, '\"secret\"', LABEL_OUT_OF_RANGE",
        "colour, '\"Red\"', LABEL_OUT_OF_RANGE",
        "colour, '\"\"', LABEL_OUT_OF_RANGE",
        "colour, '[\"red\"]', NOT_A_NUMBER",
        "colour, true, NOT_A_NUMBER",
        "paid, '\"true\"', LABEL_OUT_OF_RANGE",
        "plain, '\"true\"', NOT_A_NUMBER",
        "size, '\"1\"', NOT_A_NUMBER",
        "size, true, NOT_A_NUMBER",
        "spend, '\"1\"', NOT_A_NUMBER",
        "spend, true, NOT_A_NUMBER",
        "tags, true, NOT_A_NUMBER",
        "tags, '\"1\"', NOT_A_NUMBER",
      })
  void areRejectedWithTheTasksNameAndNotTheirText(String task, String label, Reason reason) {
    Rejected rejected = Tasks.rejected(decode(task, label));

    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected.detail()).doesNotContain("secret");
    assertThat(rejected.examplesByTask()).isEqualTo(Map.of(task, 1));
  }

  @Test
  void aRefusedNameIsToldWithItsTask() {
    assertThat(Tasks.rejected(decode("colour", "\"secret\"")).detail())
        .isEqualTo("the label of colour is none of its classes");
  }

  private Decoded decode(String task, String label) {
    return decoder.decode(
        Tasks.json("{\"features\":[1],\"labels\":{\"%s\":%s}}".formatted(task, label)));
  }
}

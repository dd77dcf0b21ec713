package io.tributary.connectors.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.example.Decoded.Rejected;
import io.tributary.connectors.example.Decoded.Waiting;
import io.tributary.connectors.example.Part.Features;
import io.tributary.connectors.example.Part.Labels;
import io.tributary.model.Example;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Records whose features or labels stand elsewhere. */
class LateDecodingTest {

  private static final String FEATURES = "\"features\":[1,2]";

  private final ExampleDecoder joining = new ExampleDecoder(configuration("labels: {wait: 1h}"));
  private final ExampleDecoder plain = new ExampleDecoder(configuration(""));

  @Test
  void featuresWaitForLabels() {
    Waiting waiting = waiting("{\"id\":\"a\"," + FEATURES + ",\"split\":\"test\"}");

    assertThat(waiting.examples()).isEmpty();
    assertThat(waiting.part().id()).isEqualTo("a");
    Features features = (Features) waiting.part();
    assertThat(features.values()).containsExactly(1, 2);
    assertThat(features.split()).isEqualTo(Split.TEST);
    assertThat(features.labelled()).isEmpty();
    assertThat(features.position().offset()).isEqualTo(17);
  }

  @Test
  void labelsWaitForFeatures() {
    Labels labels = (Labels) waiting("{\"id\":7,\"labels\":{\"side\":2.5,\"main\":1}}").part();

    assertThat(labels.id()).isEqualTo("7");
    assertThat(labels.split()).isNull();
    assertThat(labels.labels()).extracting(Part.Label::task).containsExactly(0, 1);
    assertThat(labels.labels().get(1).values()).containsExactly(2.5f);
    assertThat(labels.record().offset()).isEqualTo(17);
  }

  @Test
  void theChoiceForDevIsThatOfOneRecordWithTheSameId() {
    int dev = 0;
    for (int i = 0; i < 200; i++) {
      String id = "\"id\":\"id-" + i + "\",";
      Labels late = (Labels) waiting("{" + id + "\"task\":\"main\",\"label\":1}").part();
      Labels side = (Labels) waiting("{" + id + "\"task\":\"side\",\"label\":1}").part();
      String whole = "{" + id + FEATURES + ",\"task\":\"main\",\"label\":1}";
      Example example = Tasks.accepted(plain.decode(Tasks.json(whole))).get(0);
      assertThat(late.chosen()).isEqualTo(example.split());
      assertThat(side.chosen()).isEqualTo(Split.TRAIN);
      dev += late.chosen() == Split.DEV ? 1 : 0;
    }
    assertThat(dev).isBetween(30, 90);
  }

  @Test
  void wholeRecordsGoOnAtOnceAndWaitForWhatTheyLack() {
    String both = "{\"id\":\"a\"," + FEATURES + ",\"labels\":{\"main\":1,\"side\":2}}";
    assertThat(Tasks.accepted(joining.decode(Tasks.json(both)))).hasSize(2);
    Waiting one = waiting("{\"id\":\"a\"," + FEATURES + ",\"task\":\"side\",\"label\":2}");
    assertThat(one.examples()).hasSize(1);
    assertThat(((Features) one.part()).labelled()).containsExactly(1);
    String unnamed = "{" + FEATURES + ",\"task\":\"side\",\"label\":2}";
    assertThat(Tasks.accepted(joining.decode(Tasks.json(unnamed)))).hasSize(1);
  }

  @Test
  void whatIsWrongIsRejectedAtOnce() {
    assertThat(reason("{\"id\":\"a\",\"features\":[1]}")).isEqualTo(Reason.WRONG_LENGTH);
    assertThat(reason("{\"id\":\"a\",\"task\":\"main\",\"label\":7}"))
        .isEqualTo(Reason.LABEL_OUT_OF_RANGE);
    assertThat(reason("{\"id\":\"a\",\"task\":\"none\",\"label\":1}"))
        .isEqualTo(Reason.NO_SUCH_TASK);
    assertThat(reason("{\"id\":\"a\"," + FEATURES + ",\"split\":\"x\"}"))
        .isEqualTo(Reason.BAD_SPLIT);
    assertThat(reason("{\"id\":\"a\"}")).isEqualTo(Reason.NO_FEATURES);
    assertThat(rejected(joining, "{" + FEATURES + "}").detail()).contains("no id by which");
    assertThat(rejected(joining, "{\"task\":\"main\",\"label\":1}").detail())
        .contains("no features, and no id");
  }

  @Test
  void withoutTheSectionTheReasonNamesIt() {
    Rejected features = rejected(plain, "{\"id\":\"a\"," + FEATURES + "}");
    assertThat(features.reason()).isEqualTo(Reason.NO_LABEL);
    assertThat(features.detail()).contains("labels.wait");
    Rejected label = rejected(plain, "{\"id\":\"a\",\"task\":\"main\",\"label\":1}");
    assertThat(label.reason()).isEqualTo(Reason.NO_FEATURES);
    assertThat(label.detail()).contains("labels.wait");
    assertThat(label.examplesByTask()).isEqualTo(Map.of("main", 1));
  }

  @Test
  void partsComeBackFromState() throws IOException {
    for (String record :
        new String[] {
          "{\"id\":\"ä\"," + FEATURES + ",\"task\":\"side\",\"label\":2}",
          "{\"id\":\"a\"," + FEATURES + ",\"split\":\"dev\"}",
          "{\"id\":\"a\",\"labels\":{\"side\":2.5,\"main\":1},\"split\":\"test\"}"
        }) {
      Part part = waiting(record).part();
      DataOutputSerializer out = new DataOutputSerializer(64);
      PartCodec.INSTANCE.write(part, out);
      byte[] bytes = out.getCopyOfBuffer();
      Part back = PartCodec.INSTANCE.read(new DataInputDeserializer(bytes), 1);
      assertThat(back).usingRecursiveComparison().isEqualTo(part);
    }
  }

  private Waiting waiting(String record) {
    Decoded decoded = joining.decode(Tasks.json(record));
    return decoded instanceof Waiting waiting
        ? waiting
        : Assertions.fail("does not wait: " + decoded);
  }

  private Reason reason(String record) {
    return rejected(joining, record).reason();
  }

  private static Rejected rejected(ExampleDecoder decoder, String record) {
    return Tasks.rejected(decoder.decode(Tasks.json(record)));
  }

  private static Configuration configuration(String section) {
    String text =
        """
        model: {name: test, input: [2], trunk: [{dense: {units: 2}}]}
        tasks:
          main: {type: binary, target: true}
          side: {type: regression}
        dev: {fraction: 0.3}
        """;
    return ConfigurationFile.parse(text + section + "\n", "test.yaml", Path.of("."), Map.of());
  }
}

package io.tributary.connectors.example;

import static io.tributary.connectors.example.Tasks.avro;
import static io.tributary.connectors.example.Tasks.json;
import static io.tributary.connectors.example.Tasks.record;
import static io.tributary.connectors.example.Tasks.rejected;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tributary.connectors.example.Decoded.Rejected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RejectionTest {

  private static final Map<String, Integer> UNKNOWN = Map.of("", 1);
  private final ExampleDecoder decoder = new ExampleDecoder(Tasks.configuration(0.1));

  static Stream<Arguments> badJson() {
    String ok = "\"features\":[1,2,3]";
    String digit = "{\"task\":\"digit\"," + ok;
    Map<String, Integer> one = Map.of("digit", 1);
    return Stream.of(
        arguments(Reason.EMPTY, "", UNKNOWN),
        arguments(Reason.UNPARSEABLE, "{\"task\":", UNKNOWN),
        arguments(Reason.UNPARSEABLE, "[1,2]", UNKNOWN),
        arguments(Reason.UNPARSEABLE, "null", UNKNOWN),
        arguments(Reason.UNPARSEABLE, " ", UNKNOWN),
        arguments(Reason.UNPARSEABLE, digit + ",\"label\":1} x", UNKNOWN),
        arguments(Reason.UNPARSEABLE, digit + ",\"label\":1}{}", UNKNOWN),
        arguments(Reason.UNPARSEABLE, digit + ",\"label\":1,\"label\":1}", UNKNOWN),
        arguments(Reason.UNPARSEABLE, digit + ",\"label\":01}", UNKNOWN),
        arguments(Reason.UNPARSEABLE, "{\"task\":3," + ok + ",\"label\":1}", UNKNOWN),
        arguments(Reason.UNPARSEABLE, "{\"labels\":[3]," + ok + "}", UNKNOWN),
        arguments(Reason.UNPARSEABLE, "{\"x\":" + "[".repeat(5000), UNKNOWN),
        arguments(Reason.NO_FEATURES, "{\"task\":\"digit\",\"label\":1}", one),
        arguments(Reason.NO_FEATURES, "{\"features\":null,\"task\":\"digit\",\"label\":1}", one),
        arguments(Reason.WRONG_LENGTH, features("[1,2]"), one),
        arguments(Reason.WRONG_LENGTH, features("[1,2,3,4]"), one),
        arguments(Reason.WRONG_LENGTH, features("[]"), one),
        arguments(Reason.NOT_A_NUMBER, features("[1,NaN,3]"), one),
        arguments(Reason.NOT_A_NUMBER, features("[1,2,-Infinity]"), one),
        arguments(Reason.NOT_A_NUMBER, features("[1,2,1e39]"), one),
        arguments(Reason.NOT_A_NUMBER, features("[1,\"2\",3]"), one),
        arguments(Reason.NOT_A_NUMBER, features("[1,null,3]"), one),
        arguments(Reason.NOT_A_NUMBER, features("[[1,2,3],2,3]"), one),
        arguments(Reason.NOT_A_NUMBER, features("\"1,2,3\""), one),
        arguments(Reason.NO_LABEL, "{" + ok + "}", UNKNOWN),
        arguments(Reason.NO_LABEL, digit + "}", UNKNOWN),
        arguments(Reason.NO_LABEL, digit + ",\"label\":null}", UNKNOWN),
        arguments(Reason.NO_LABEL, "{\"labels\":{}," + ok + "}", UNKNOWN),
        arguments(
            Reason.TWO_LABEL_FORMS,
            digit + ",\"label\":1,\"labels\":{\"yes\":1}}",
            Map.of("digit", 1, "yes", 1)),
        arguments(Reason.TWO_LABEL_FORMS, digit + ",\"labels\":{\"digit\":1}}", one),
        arguments(Reason.NO_SUCH_TASK, "{\"task\":\"nobody\"," + ok + ",\"label\":1}", UNKNOWN),
        arguments(Reason.NO_SUCH_TASK, "{" + ok + ",\"label\":1}", UNKNOWN),
        arguments(
            Reason.NO_SUCH_TASK,
            "{\"labels\":{\"digit\":1,\"a\":2,\"b\":3}," + ok + "}",
            Map.of("digit", 1, "", 2)),
        arguments(
            Reason.DUPLICATE_LABEL,
            "{\"labels\":{\"digit\":1,\"digit\":2}," + ok + "}",
            Map.of("digit", 2)),
        arguments(Reason.NOT_A_NUMBER, digit + ",\"label\":\"3\"}", one),
        arguments(Reason.NOT_A_NUMBER, digit + ",\"label\":true}", one),
        arguments(Reason.NOT_A_NUMBER, digit + ",\"label\":{}}", one),
        arguments(Reason.NOT_A_NUMBER, digit + ",\"label\":NaN}", one),
        arguments(Reason.NOT_A_NUMBER, label("spend", "Infinity"), Map.of("spend", 1)),
        arguments(Reason.NOT_A_NUMBER, label("spend", "1e39"), Map.of("spend", 1)),
        arguments(Reason.NOT_A_NUMBER, label("tags", "[0,null,1]"), Map.of("tags", 1)),
        arguments(Reason.WRONG_LABEL, digit + ",\"label\":2.5}", one),
        arguments(Reason.WRONG_LABEL, digit + ",\"label\":[3]}", one),
        arguments(Reason.WRONG_LABEL, label("yes", "0.5"), Map.of("yes", 1)),
        arguments(Reason.WRONG_LABEL, label("tags", "1"), Map.of("tags", 1)),
        arguments(Reason.WRONG_LABEL, label("spend", "[1]"), Map.of("spend", 1)),
        arguments(Reason.WRONG_LENGTH, label("tags", "[0,1]"), Map.of("tags", 1)),
        arguments(Reason.WRONG_LENGTH, label("tags", "[0,1,0,1,0]"), Map.of("tags", 1)),
        arguments(Reason.LABEL_OUT_OF_RANGE, label("tags", "[0,1,2]"), Map.of("tags", 1)),
        arguments(Reason.LABEL_OUT_OF_RANGE, digit + ",\"label\":10}", one),
        arguments(Reason.LABEL_OUT_OF_RANGE, digit + ",\"label\":-1}", one),
        arguments(Reason.LABEL_OUT_OF_RANGE, label("yes", "2"), Map.of("yes", 1)),
        arguments(
            Reason.LABEL_OUT_OF_RANGE,
            "{\"labels\":{\"yes\":1,\"digit\":10}," + ok + "}",
            Map.of("yes", 1, "digit", 1)),
        arguments(Reason.BAD_SPLIT, digit + ",\"label\":1,\"split\":\"Train\"}", one),
        arguments(Reason.BAD_SPLIT, digit + ",\"label\":1,\"split\":[\"dev\"]}", one),
        arguments(Reason.BAD_ID, digit + ",\"label\":1,\"id\":[1]}", one),
        arguments(Reason.TOO_LARGE, digit + ",\"label\":1}" + " ".repeat(1 << 20), UNKNOWN));
  }

  private static String features(String features) {
    return "{\"task\":\"digit\",\"features\":" + features + ",\"label\":1}";
  }

  private static String label(String task, String label) {
    return "{\"task\":\"%s\",\"features\":[1,2,3],\"label\":%s}".formatted(task, label);
  }

  @ParameterizedTest
  @MethodSource("badJson")
  void rejectsJson(Reason reason, String value, Map<String, Integer> examples) {
    Rejected rejected = rejected(decoder.decode(json(value)));
    assertThat(rejected.reason()).as(rejected.detail()).isEqualTo(reason);
    assertThat(rejected.examplesByTask()).isEqualTo(examples);
    assertThat(rejected.detail()).isNotBlank().doesNotContain("\n").doesNotContain("nobody");
  }

  @Test
  void hasATestForEveryReason() {
    Set<Reason> tested =
        Stream.concat(
                badJson().map(a -> (Reason) a.get()[0]),
                FieldsFormTest.wrong().map(a -> (Reason) a.get()[1]))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Reason.class)));
    assertThat(tested)
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(
                EnumSet.of(
                    Reason.UNKNOWN_CONTENT_TYPE,
                    Reason.LATE,
                    Reason.LABEL_WITHOUT_FEATURES,
                    Reason.UNKNOWN_SCHEMA)));
  }

  @Test
  void isWrittenDown() throws IOException {
    String topics = Files.readString(Path.of("..", "docs", "topics.md"));
    assertThat(Reason.values())
        .allSatisfy(r -> assertThat(topics).contains("| `" + r.label() + "` |"));
  }

  @Test
  void rejectsAnUnknownContentType() {
    RawRecord record = record("{}".getBytes(UTF_8), List.of(Tasks.contentType("application/xml")));
    assertThat(rejected(decoder.decode(record)).reason()).isEqualTo(Reason.UNKNOWN_CONTENT_TYPE);
  }

  @Test
  void rejectsAMissingValue() {
    RawRecord record = new RawRecord("in", 0, 0, 0, null, null, List.of());
    assertThat(rejected(decoder.decode(record)).reason()).isEqualTo(Reason.EMPTY);
  }

  @Test
  void tellsOfABadLabelWhatAndWhere() {
    assertThat(rejected(decoder.decode(json(label("digit", "12")))).detail())
        .isEqualTo("the label of digit is 12, not in 0..9");
    assertThat(rejected(decoder.decode(json(features("[1,2,NaN]")))).detail())
        .isEqualTo("feature 2 is no finite number");
  }

  @Test
  void takesLongInputs() {
    int features = 100_000;
    String value =
        "{\"task\":\"digit\",\"label\":1,\"features\":[0.12345678901234568"
            + ",-0.12345678901234568e-12".repeat(features - 1)
            + "]}";
    assertThat(value.length()).isGreaterThan(1 << 20);
    ExampleDecoder large = new ExampleDecoder(Tasks.configuration(features, 0));
    assertThat(Tasks.accepted(large.decode(json(value)))).hasSize(1);
  }

  static Stream<Arguments> badAvro() throws IOException {
    byte[] good = ExampleEncoder.avro(ExampleRecord.of(new float[] {1, 2, 3}, "digit", 1));
    byte[] trailing = Arrays.copyOf(good, good.length + 1);
    return Stream.of(
        arguments("unparseable", trailing),
        arguments("unparseable", Arrays.copyOf(good, good.length - 2)),
        arguments("unparseable", new byte[] {0}),
        arguments("unparseable", lying(Long.MAX_VALUE)),
        arguments("unparseable", lying(1_000_000_000)),
        arguments("unparseable", lying(-4)),
        arguments("unparseable", longArray()),
        arguments("wrong-length", ExampleEncoder.avro(ExampleRecord.of(new float[2], "digit", 1))),
        arguments("wrong-length", sevenBytes()),
        arguments(
            "not-a-number",
            ExampleEncoder.avro(ExampleRecord.of(new float[] {1, Float.NaN, 1}, "digit", 1))),
        arguments(
            "not-a-number",
            ExampleEncoder.avro(ExampleRecord.of(new float[3], "spend", Float.NEGATIVE_INFINITY))),
        arguments(
            "label-out-of-range", ExampleEncoder.avro(ExampleRecord.of(new float[3], "digit", 10))),
        arguments("no-such-task", ExampleEncoder.avro(ExampleRecord.of(new float[3], "nobody", 1))),
        arguments(
            "no-label",
            ExampleEncoder.avro(new ExampleRecord(new float[3], Map.of(), null, null, null))));
  }

  @ParameterizedTest
  @MethodSource("badAvro")
  void rejectsAvro(String reason, byte[] value) {
    assertThat(rejected(decoder.decode(avro(value))).reason().label()).isEqualTo(reason);
  }

  /** A record whose features claim a length that is not there. */
  private static byte[] lying(long length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder avro = EncoderFactory.get().directBinaryEncoder(bytes, null);
    avro.writeIndex(0);
    avro.writeLong(length);
    avro.writeFixed(new byte[40]);
    avro.flush();
    return bytes.toByteArray();
  }

  private static byte[] sevenBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder avro = EncoderFactory.get().directBinaryEncoder(bytes, null);
    avro.writeIndex(1);
    avro.writeString("digit");
    avro.writeBytes(new byte[7]);
    avro.writeIndex(1);
    avro.writeFloat(1);
    for (int i = 0; i < 4; i++) {
      avro.writeIndex(0);
    }
    avro.flush();
    return bytes.toByteArray();
  }

  /** A label that claims two thousand million values. */
  private static byte[] longArray() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder avro = EncoderFactory.get().directBinaryEncoder(bytes, null);
    avro.writeIndex(1);
    avro.writeString("tags");
    avro.writeBytes(new byte[12]);
    avro.writeIndex(2);
    avro.writeLong(2_000_000_000);
    avro.writeFixed(new byte[40]);
    avro.flush();
    return bytes.toByteArray();
  }
}

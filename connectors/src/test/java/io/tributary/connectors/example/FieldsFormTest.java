package io.tributary.connectors.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tributary.model.Example;
import io.tributary.model.field.FieldHash;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsFormTest {

  private final ExampleDecoder decoder = new ExampleDecoder(Named.configuration());

  @Test
  void becomeARowInTheOrderOfTheFile() {
    float[] row =
        row(
            """
            {"basket":{"values":[1,-0.5],"indices":[3,70]},"comment":"Good coffee","city.code":"Ulm",
             "job":"admin.","Größe (m²)":-12.5,"age":37}""");

    assertThat(row).hasSize(Named.WIDTH);
    assertThat(row[Named.AGE]).isEqualTo(37);
    assertThat(row[Named.BALANCE]).isEqualTo((float) -Math.log(13.5));
    assertThat(hash(row, Named.JOB)).isEqualTo(FieldHash.of("admin."));
    assertThat(hash(row, Named.CITY)).isEqualTo(FieldHash.of("Ulm"));
    assertThat(Arrays.copyOfRange(row, Named.COMMENT, Named.BASKET))
        .containsExactly(550, 937, 21, 0, 0, 0, 0);
    assertThat(Arrays.copyOfRange(row, Named.BASKET, Named.WIDTH))
        .containsExactly(4, 1, 71, -0.5f, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"age\":null,\"Größe (m²)\":null,\"job\":null,\"city.code\":null,\"comment\":null,"
            + "\"basket\":null}",
        "{\"age\":NaN,\"comment\":\"\",\"basket\":{\"indices\":[]}}"
      })
  void mayBeMissing(String features) {
    float[] missing = new float[Named.WIDTH];
    missing[Named.AGE] = Float.NaN;
    missing[Named.BALANCE] = Float.NaN;
    assertThat(row(features)).containsExactly(missing);
  }

  @Test
  void ofOneRecordLeaveNothingToTheNext() {
    row("{\"age\":1,\"comment\":\"one two three four\",\"basket\":{\"indices\":[1,2,3]}}");
    assertThat(row("{\"comment\":\"good\",\"basket\":{\"indices\":[5]}}"))
        .containsExactly(Float.NaN, Float.NaN, 0, 0, 0, 0, 550, 0, 0, 0, 0, 0, 0, 6, 1, 0, 0, 0, 0);
  }

  @Test
  void takeNumbersAsTextAndCategoriesAsTheyAreWritten() {
    assertThat(row("{\"age\":\" -1.5e2\"}")[Named.AGE]).isEqualTo(-150);
    assertThat(hash(row("{\"job\":3}"), Named.JOB)).isEqualTo(FieldHash.of("3"));
    assertThat(hash(row("{\"job\":3.0}"), Named.JOB)).isEqualTo(FieldHash.of("3.0"));
    assertThat(hash(row("{\"job\":true}"), Named.JOB)).isEqualTo(FieldHash.of("true"));
    assertThat(hash(row("{\"job\":\"\"}"), Named.JOB)).isEqualTo(FieldHash.of(""));
    assertThat(hash(row("{\"job\":\"\\u00fc\"}"), Named.JOB)).isEqualTo(FieldHash.of("ü"));
    assertThat(row("{\"comment\":12}")).isEqualTo(row("{\"comment\":\"12\"}"));
    assertThat(row("{\"Größe (m²)\":1e300}")[Named.BALANCE]).isEqualTo(690.7755f);
    assertThat(row("{\"Größe (m²)\":0}")[Named.BALANCE]).isZero();
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments("{\"aeg\":1}", Reason.UNKNOWN_FIELD, "name 1 in features is no field"),
        arguments("{\"age\":1,\"secret\":[{}]}", Reason.UNKNOWN_FIELD, "name 2 in features"),
        arguments("[1,2]", Reason.WRONG_FIELD, "features is no object of fields"),
        arguments("\"a\"", Reason.WRONG_FIELD, "features is no object of fields"),
        arguments("null", Reason.NO_FEATURES, "no features"),
        arguments("{\"age\":1,\"age\":1}", Reason.UNPARSEABLE, "the field 'age' is there twice"),
        arguments("{\"age\":\"old\"}", Reason.NOT_A_NUMBER, "the field 'age' is no finite"),
        arguments("{\"age\":\"\"}", Reason.NOT_A_NUMBER, "'age'"),
        arguments("{\"age\":\"0x1p3\"}", Reason.NOT_A_NUMBER, "'age'"),
        arguments("{\"age\":\"NaN\"}", Reason.NOT_A_NUMBER, "'age'"),
        arguments("{\"age\":true}", Reason.NOT_A_NUMBER, "'age'"),
        arguments("{\"age\":1e39}", Reason.NOT_A_NUMBER, "'age'"),
        arguments("{\"age\":Infinity}", Reason.NOT_A_NUMBER, "'age'"),
        arguments("{\"Größe (m²)\":-Infinity}", Reason.NOT_A_NUMBER, "'Größe (m²)'"),
        arguments("{\"age\":[1]}", Reason.WRONG_FIELD, "the field 'age' takes a single value"),
        arguments("{\"job\":{\"a\":1}}", Reason.WRONG_FIELD, "'job' takes a single value"),
        arguments("{\"comment\":[\"a\"]}", Reason.WRONG_FIELD, "'comment' takes a single"),
        arguments("{\"basket\":[1]}", Reason.WRONG_FIELD, "takes an object of indices"),
        arguments("{\"basket\":{\"index\":[1]}}", Reason.WRONG_FIELD, "an array each"),
        arguments("{\"basket\":{\"indices\":1}}", Reason.WRONG_FIELD, "an array each"),
        arguments("{\"basket\":{\"indices\":[1],\"indices\":[1]}}", Reason.WRONG_FIELD, "each"),
        arguments("{\"basket\":{\"indices\":[100]}}", Reason.WRONG_FIELD, "integer in 0..99"),
        arguments("{\"basket\":{\"indices\":[-1]}}", Reason.WRONG_FIELD, "integer in 0..99"),
        arguments("{\"basket\":{\"indices\":[1.5]}}", Reason.WRONG_FIELD, "integer in 0..99"),
        arguments("{\"basket\":{\"indices\":[[1]]}}", Reason.WRONG_FIELD, "integer in 0..99"),
        arguments("{\"basket\":{\"indices\":[1,2,3,4]}}", Reason.WRONG_FIELD, "more than 3"),
        arguments(
            "{\"basket\":{\"indices\":[1],\"values\":[\"1\"]}}", Reason.NOT_A_NUMBER, "value"),
        arguments(
            "{\"basket\":{\"indices\":[1],\"values\":[1,2]}}",
            Reason.WRONG_LENGTH,
            "'basket' has 1 indices and 2 values"),
        arguments(
            "{\"basket\":{\"values\":[1]}}", Reason.WRONG_LENGTH, "has 0 indices and 1 values"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void areRejectedWithTheReason(String features, Reason reason, String detail) {
    Decoded.Rejected rejected = Tasks.rejected(decoder.decode(Named.json(features)));

    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected.detail()).contains(detail).doesNotContain("secret");
    if (reason != Reason.UNPARSEABLE) {
      assertThat(rejected.examplesByTask()).containsExactlyEntriesOf(Map.of("yes", 1));
    }
    assertThat(row("{\"age\":5}")[Named.AGE]).as("the next record").isEqualTo(5);
  }

  @Test
  void areReadAsTheyAreWritten() {
    Map<String, Object> features = new LinkedHashMap<>();
    features.put("job", "ü \"quoted\"");
    features.put("age", 37);
    features.put("Größe (m²)", 1.25);
    features.put("comment", "good coffee");
    features.put("city.code", true);
    features.put("basket", Map.of("indices", List.of(3, 4), "values", new float[] {1, 2.5f}));
    byte[] value =
        ExampleEncoder.json(new NamedRecord(features, Map.of("yes", 1), null, "7", null));
    Example read = Tasks.accepted(decoder.decode(Tasks.record(value, List.of()))).get(0);

    assertThat(hash(read.features(), Named.JOB)).isEqualTo(FieldHash.of("ü \"quoted\""));
    assertThat(hash(read.features(), Named.CITY)).isEqualTo(FieldHash.of("true"));
    assertThat(read.features()[Named.AGE]).isEqualTo(37);
    assertThat(read.features()[Named.BALANCE]).isEqualTo((float) Math.log(2.25));
    assertThat(read.features()[Named.COMMENT + 2]).isEqualTo(21);
    assertThat(read.features()[Named.BASKET + 3]).isEqualTo(2.5f);
    assertThat(read.label()).containsExactly(1);
  }

  @Test
  void comeAsTheirRowInAvro() {
    float[] row =
        row("{\"job\":\"a\",\"comment\":\"good\",\"basket\":{\"indices\":[99],\"values\":[-2]}}");
    assertThat(avro(row)).isInstanceOf(Decoded.Examples.class);
    assertThat(Tasks.accepted(avro(row)).get(0).features()).containsExactly(row);

    for (int[] change :
        new int[][] {
          {Named.AGE, Float.floatToIntBits(Float.POSITIVE_INFINITY)},
          {Named.JOB, Float.floatToIntBits(1 << 24)},
          {Named.CITY + 1, Float.floatToIntBits(0.5f)},
          {Named.COMMENT, Float.floatToIntBits(1001)},
          {Named.COMMENT + 6, Float.floatToIntBits(-1)},
          {Named.BASKET, Float.floatToIntBits(101)},
          {Named.BASKET + 2, Float.floatToIntBits(Float.NaN)},
          {Named.BASKET + 1, Float.floatToIntBits(Float.NaN)}
        }) {
      float[] changed = row.clone();
      changed[change[0]] = Float.intBitsToFloat(change[1]);
      assertThat(Tasks.rejected(avro(changed)).reason())
          .as("float %d", change[0])
          .isEqualTo(Reason.WRONG_FIELD);
    }
    assertThat(Tasks.rejected(avro(new float[3])).reason()).isEqualTo(Reason.WRONG_LENGTH);
  }

  private Decoded avro(float[] row) {
    return decoder.decode(Tasks.avro(ExampleEncoder.avro(ExampleRecord.of(row, "yes", 1))));
  }

  private float[] row(String features) {
    return Tasks.accepted(decoder.decode(Named.json(features))).get(0).features();
  }

  private static long hash(float[] row, int at) {
    return FieldHash.of(row[at], row[at + 1]);
  }
}

package io.tributary.connectors.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.example.Decoded.Examples;
import io.tributary.connectors.example.Decoded.Rejected;
import io.tributary.fuzz.Fuzz;
import io.tributary.fuzz.Mutator;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever bytes come as named inputs, they are rejected in words or make a row that is one. */
class FieldsFuzzTest {

  private static final Configuration CONFIGURATION = Named.configuration();

  private static final List<byte[]> TEXTS =
      Stream.of(
              "{\"task\":\"yes\",\"label\":1,\"features\":{\"age\":37,\"Größe (m²)\":-1e3,\"job\":\"b\","
                  + "\"city.code\":\"Ulm\",\"comment\":\"It's fine, 3 times\","
                  + "\"basket\":{\"indices\":[1,99],\"values\":[0.5,2]}}}",
              "{\"features\":{\"comment\":\"\\u00e9\\ud83d\\ude00 x\",\"age\":\"12\",\"job\":null},"
                  + "\"labels\":{\"yes\":0}}")
          .map(text -> text.getBytes(UTF_8))
          .toList();

  private static final Mutator JSON =
      Mutator.ofText(
          "\"age\":",
          "\"job\":",
          "\"basket\":{",
          "\"indices\":[",
          "\"values\":[",
          "NaN",
          "100",
          "null");

  private final Set<Reason> met = EnumSet.noneOf(Reason.class);
  private final ExampleDecoder decoder = new ExampleDecoder(CONFIGURATION);
  private final RowCheck check = new RowCheck(CONFIGURATION.model().fields());

  @Test
  void asJson() {
    Fuzz.of("JSON fields", Fuzz.Inputs.mutating(TEXTS, JSON))
        .allocating(16 << 20, 100)
        .run(10_000, value -> decodes(Tasks.record(value, List.of())));
    assertThat(met).contains(Reason.UNKNOWN_FIELD, Reason.WRONG_FIELD, Reason.NOT_A_NUMBER);
  }

  @Test
  void asAvro() {
    byte[] valid =
        ExampleEncoder.avro(
            ExampleRecord.of(
                Tasks.accepted(decoder.decode(Tasks.record(TEXTS.get(0), List.of())))
                    .get(0)
                    .features(),
                "yes",
                1));
    Fuzz.of("Avro fields", Fuzz.Inputs.mutating(List.of(valid), Mutator.ofBytes()))
        .run(10_000, value -> decodes(Tasks.avro(value)));
    assertThat(met).contains(Reason.WRONG_FIELD, Reason.WRONG_LENGTH);
  }

  private boolean decodes(RawRecord record) {
    Decoded decoded = decoder.decode(record);
    if (decoded instanceof Rejected rejected) {
      met.add(rejected.reason());
      assertThat(rejected.detail()).isNotBlank().hasSizeLessThan(300).doesNotContain("\n", "\r");
      return false;
    }
    for (Example example : ((Examples) decoded).examples()) {
      assertThat(example.features()).hasSize(Named.WIDTH);
      assertThat(check.check(example.features())).isNull();
    }
    return true;
  }
}

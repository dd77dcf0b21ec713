package io.tributary.connectors.example;

import static io.tributary.connectors.example.Tasks.accepted;
import static io.tributary.connectors.example.Tasks.contentType;
import static io.tributary.connectors.example.Tasks.json;
import static io.tributary.connectors.example.Tasks.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleDecoderTest {

  private final ExampleDecoder decoder = new ExampleDecoder(Tasks.configuration(0));

  @Test
  void decodesOneLabel() {
    List<Example> examples =
        accepted(
            decoder.decode(json("{\"task\":\"digit\", \"features\":[0.5, -2, 3e2], \"label\":3}")));

    assertThat(examples).hasSize(1);
    Example example = examples.get(0);
    assertThat(example.task()).isZero();
    assertThat(example.position()).isEqualTo(new Position(1000, "in", 2, 17));
    assertThat(example.split()).isEqualTo(Split.TRAIN);
    assertThat(example.features()).containsExactly(0.5f, -2f, 300f);
    assertThat(example.label()).containsExactly(3f);
  }

  @Test
  void decodesOneInputForSeveralTasksInTheirOrder() {
    List<Example> examples =
        accepted(
            decoder.decode(
                json(
                    """
                    {"labels":{"spend":-12.5,"tags":[0,1,1],"yes":1,"digit":9},
                     "features":[1,2,3],"split":"test"}""")));

    assertThat(examples).extracting(Example::task).containsExactly(0, 1, 2, 3);
    assertThat(examples).extracting(Example::split).containsOnly(Split.TEST);
    assertThat(examples.get(2).label()).containsExactly(0f, 1f, 1f);
    assertThat(examples.get(3).label()).containsExactly(-12.5f);
    assertThat(examples)
        .allSatisfy(e -> assertThat(e.features()).isSameAs(examples.get(0).features()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"time\":{\"odd\":[]},\"task\":\"yes\",\"label\":0,\"features\":[1,2,3]}",
        "{\"note\":{\"a\":[1,{\"b\":null}]},\"task\":\"yes\",\"label\":0.0,\"features\":[1,2,3]}",
        "{\"split\":null,\"id\":null,\"labels\":null,\"task\":\"yes\",\"label\":0,\"features\":[1,2,3]}",
        "\t{\"features\":[1,2,3],\"id\":17,\"label\":-0.0,\"split\":\"train\",\"task\":\"yes\"} \n",
      })
  void ignoresWhatItDoesNotNeed(String value) {
    List<Example> examples = accepted(decoder.decode(json(value)));
    assertThat(examples).hasSize(1);
    assertThat(Float.floatToRawIntBits(examples.get(0).label()[0])).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "Application/JSON", "application/json; charset=utf-8"})
  void knowsJsonByItsContentType(String type) {
    RawRecord record =
        record(
            "{\"task\":\"yes\",\"label\":0,\"features\":[1,2,3]}".getBytes(UTF_8),
            List.of(contentType("image/png"), contentType(type)));
    assertThat(accepted(decoder.decode(record))).hasSize(1);
  }

  @Test
  void keepsTargetRecordsForDevByTheirIdAlone() {
    ExampleDecoder half = new ExampleDecoder(Tasks.configuration(0.5));
    Set<Integer> dev = new TreeSet<>();
    for (int i = 0; i < 20; i++) {
      List<Example> both =
          accepted(
              half.decode(
                  json(
                      "{\"labels\":{\"digit\":%d,\"spend\":1},\"features\":[1,2,%d],\"id\":\"a-%d\"}"
                          .formatted(i % 10, i, i))));
      assertThat(both).extracting(Example::split).containsOnly(both.get(0).split());
      if (both.get(0).split() == Split.DEV) {
        dev.add(i);
      }
    }
    // The choice is fixed for ever: these were computed from the published definitions of CRC-32
    // and MurmurHash3's finaliser by another program.
    assertThat(dev).containsExactly(0, 4, 5, 6, 7, 8, 9, 11, 12, 13, 18);
  }

  @Test
  void keepsForDevNoOtherThanUnsplitTargetRecords() {
    ExampleDecoder nearlyAll = new ExampleDecoder(Tasks.configuration(0.999999));
    for (int i = 0; i < 50; i++) {
      String rest = "\"features\":[1,2,%d]}".formatted(i);
      assertThat(accepted(nearlyAll.decode(json("{\"task\":\"digit\",\"label\":1," + rest))))
          .extracting(Example::split)
          .containsOnly(Split.DEV);
      assertThat(accepted(nearlyAll.decode(json("{\"task\":\"spend\",\"label\":1," + rest))))
          .extracting(Example::split)
          .containsOnly(Split.TRAIN);
      assertThat(
              accepted(
                  nearlyAll.decode(
                      json("{\"task\":\"digit\",\"label\":1,\"split\":\"train\"," + rest))))
          .extracting(Example::split)
          .containsOnly(Split.TRAIN);
    }
  }

  @Test
  void keepsTheWantedFractionForDev() {
    ExampleDecoder tenth = new ExampleDecoder(Tasks.configuration(0.1));
    int dev = 0;
    for (int i = 0; i < 20_000; i++) {
      String value = "{\"task\":\"digit\",\"label\":%d,\"features\":[1,2,%d]}".formatted(i % 10, i);
      if (accepted(tenth.decode(json(value))).get(0).split() == Split.DEV) {
        dev++;
      }
    }
    assertThat(dev).isBetween(1_850, 2_150); // 2000 ± 3.5 standard deviations
  }
}

package io.tributary.connectors.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.example.Decoded.Examples;
import io.tributary.connectors.example.Decoded.Rejected;
import io.tributary.fuzz.Fuzz;
import io.tributary.fuzz.Mutator;
import io.tributary.model.Example;
import io.tributary.model.Split;
import io.tributary.model.Task;
import io.tributary.model.TaskType;
import io.tributary.model.config.Configuration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever bytes come as an example, they are rejected in words or harmless. */
class ExampleFuzzTest {

  /** The parser's table of names is one for all records; now and then it grows, and is copied. */
  private static final long PARSERS_NAMES = 16 << 20;

  private static final Configuration CONFIGURATION = Tasks.configuration(0.5);
  private static final Mutator JSON =
      Mutator.ofText(
          "\"task\"",
          "\"features\":",
          "\"label\":",
          "\"labels\":",
          "\"split\":\"dev\"",
          "\"id\":",
          "\"time\":",
          "\"digit\"",
          "\"tags\"",
          "[1,0,1]",
          "{\"yes\":1}",
          "Infinity");

  private static final List<byte[]> TEXTS =
      Stream.of(
              "{\"task\":\"digit\",\"features\":[0.5,-1,2e-3],\"label\":3}",
              "{\"features\":[1,2,3],\"labels\":{\"digit\":9,\"yes\":1,\"tags\":[1,0,1],\"spend\":-2.5}}",
              "{\"task\":\"spend\",\"features\":[1,2,3],\"label\":12.5,\"split\":\"dev\",\"id\":\"a\\u00e9\"}",
              "{\"id\":17,\"time\":\"2024-03-01T00:00:00Z\",\"task\":\"yes\",\"features\":[1,2,3],"
                  + "\"label\":0,\"other\":{\"deep\":[[1],{\"a\":null}]}}")
          .map(text -> text.getBytes(UTF_8))
          .toList();

  private final Set<Reason> met = EnumSet.noneOf(Reason.class);
  private final ExampleDecoder decoder = new ExampleDecoder(CONFIGURATION);

  @Test
  void asJson() {
    Fuzz.of("JSON example", Fuzz.Inputs.mutating(TEXTS, JSON))
        .allocating(PARSERS_NAMES, 100)
        .run(30_000, value -> decodes(Tasks.record(value, List.of())));
    assertThat(met).hasSizeGreaterThan(11); // the mutations reach most checks
  }

  /** As large as a record may be, all of it of one kind. */
  @Test
  void asJsonOfAMebibyte() {
    List<String> repeated =
        List.of(
            "\"#\":0,", // names that no table of names holds
            "\"labels\":{\"#\":1},",
            "\"id\":\"#\",",
            "\"x\":[[[#]]],",
            "\"\\u00e9#\":\"\\n\",");
    List<byte[]> large = new ArrayList<>();
    for (String part : repeated) {
      large.add(mebibyte("{", part, "\"task\":\"yes\"}"));
    }
    large.add(mebibyte("{\"labels\":{", "\"#\":[1,2],", "\"yes\":1}}"));
    large.add(mebibyte("{\"features\":[", "#,", "1]}"));
    large.add(mebibyte("{\"task\":\"tags\",\"label\":[", "#,", "1]}"));
    large.add(mebibyte("{\"features\":[", "0.#" + "3".repeat(900) + "e-400,", "1]}"));
    Fuzz.Inputs<byte[]> inputs =
        new Fuzz.Inputs<>(
            random -> large.get(random.nextInt(large.size())), bytes -> bytes.length, String::new);

    Fuzz.of("JSON example of 1 MiB", inputs)
        .run(40, value -> decodes(Tasks.record(value, List.of())));
  }

  private static byte[] mebibyte(String begin, String part, String end) {
    StringBuilder text = new StringBuilder(begin);
    for (int i = 0; text.length() < (1 << 20) - 2_000; i++) {
      text.append(part.replace("#", Integer.toString(i)));
    }
    return text.append(end).toString().getBytes(UTF_8);
  }

  @Test
  void asALineOfAFile() {
    Fuzz.of("JSON example of a file", Fuzz.Inputs.mutating(TEXTS, JSON))
        .refusedBy(ExampleFormatException.class)
        .allocating(PARSERS_NAMES, 100)
        .run(10_000, ExampleFuzzTest::reads);
  }

  @Test
  void asAvro() {
    Map<String, float[]> labels = Map.of("digit", new float[] {9}, "tags", new float[] {1, 0, 1});
    float[] features = {1, -2, 0.5f};
    List<byte[]> valid =
        List.of(
            ExampleEncoder.avro(ExampleRecord.of(features, "yes", 1)),
            ExampleEncoder.avro(new ExampleRecord(features, labels, Split.DEV, "id", null)),
            ExampleEncoder.avro(
                new ExampleRecord(
                    features, Map.of("spend", new float[] {7}), null, null, Instant.EPOCH)));

    Fuzz.of("Avro example", Fuzz.Inputs.mutating(valid, Mutator.ofBytes()))
        .run(30_000, value -> decodes(Tasks.avro(value)));
    assertThat(met).hasSizeGreaterThan(8);
  }

  private boolean decodes(RawRecord record) {
    Decoded decoded = decoder.decode(record);
    if (decoded instanceof Rejected rejected) {
      met.add(rejected.reason());
      assertThat(rejected.detail()).isNotBlank().hasSizeLessThan(300).doesNotContain("\n", "\r");
      assertThat(rejected.examplesByTask().values()).allMatch(count -> count > 0);
      return false;
    }
    List<Example> examples = ((Examples) decoded).examples();
    assertThat(examples).isNotEmpty();
    examples.forEach(ExampleFuzzTest::isHarmless);
    return true;
  }

  private static void isHarmless(Example example) {
    Task task = CONFIGURATION.tasks().get(example.task()).task();
    assertThat(example.features()).hasSize(3);
    assertThat(example.label()).hasSize(task.type().labelLength());
    for (float feature : example.features()) {
      assertThat(feature).isFinite();
    }
    for (float label : example.label()) {
      assertThat(label).isFinite();
      if (!(task.type() instanceof TaskType.Regression)) {
        assertThat(label).isBetween(0f, 9f).isEqualTo((float) Math.rint(label));
      }
    }
  }

  private static boolean reads(byte[] value) {
    for (float feature : ExampleReader.read(value).features()) {
      assertThat(feature).isFinite();
    }
    return true;
  }
}

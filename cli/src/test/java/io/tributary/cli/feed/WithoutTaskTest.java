package io.tributary.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.run.Settings;
import io.tributary.model.Example;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithoutTaskTest {

  private static final String TASKS =
      """
      model: {name: small, input: [2], trunk: [relu]}
      tasks:
        a: {type: regression}
        b: {type: binary, target: true}
        c: {type: classification, classes: 4}
      dev: {fraction: 0.3}
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  private final Configuration all =
      ConfigurationFile.parse(TASKS, "small.yaml", Path.of("."), Map.of());

  @SuppressWarnings("NullAway.Init") // set before each test
  private ExampleSource stream;

  /** Lines of one task and of several, some timed, some without a split. */
  @BeforeEach
  void write() throws IOException {
    Random random = new Random(5);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      List<String> labels = new ArrayList<>();
      labels.add("\"a\":%d".formatted(i));
      labels.add("\"b\":%d".formatted(i % 2));
      labels.add("\"c\":%d".formatted(i % 4));
      labels.removeIf(label -> random.nextInt(3) == 0);
      String more = List.of("", "", ",\"split\":\"test\"", ",\"time\":" + i).get(i % 4);
      if (!labels.isEmpty()) {
        lines.append(
            "{\"features\":[%d,0.1],\"labels\":{%s}%s}\n"
                .formatted(i, String.join(",", labels), more));
      }
    }
    stream = JsonLines.of(Files.writeString(folder.resolve("a.jsonl"), lines).toString());
  }

  @Test
  void theOthersExamplesStayWhatTheyWere() throws IOException {
    List<String> whole = told(stream, all);
    assertThat(whole).anyMatch(line -> line.startsWith("b DEV"));
    for (String gone : List.of("a", "c")) {
      List<String> without = told(new WithoutTask(stream, all, gone), Settings.without(all, gone));

      assertThat(without)
          .isEqualTo(whole.stream().filter(line -> !line.startsWith(gone + " ")).toList());
    }
  }

  @Test
  void lateLabelsOfTheOthersStayWhatTheyWere() throws IOException {
    Configuration joining =
        ConfigurationFile.parse(
            TASKS + "labels: {wait: 1s}\n", "small.yaml", Path.of("."), Map.of());
    Path late =
        Files.writeString(
            folder.resolve("late.jsonl"),
            """
            {"id":"1","features":[1,0.1],"labels":{"a":2},"split":"test"}
            {"id":"1","labels":{"a":3,"b":1}}
            {"id":"2","features":[1,0.1]}
            {"id":"1","task":"a","label":5}
            {"id":"2","task":"c","label":3}
            {"id":"2","labels":{"a":3.25}}
            """);
    List<String> kept = new ArrayList<>();
    new WithoutTask(JsonLines.of(late.toString()), joining, "a")
        .forEach(
            record -> {
              kept.add(new String(record.value(), StandardCharsets.UTF_8));
              return true;
            });
    assertThat(kept)
        .containsExactly(
            "{\"id\":\"1\",\"features\":[1,0.1],\"split\":\"test\"}",
            "{\"id\":\"1\",\"labels\":{\"b\":1}}",
            "{\"id\":\"2\",\"features\":[1,0.1]}",
            "{\"id\":\"2\",\"task\":\"c\",\"label\":3}");
  }

  @Test
  void whatTheWholeStreamRejectsIsGone() throws IOException {
    Path bad =
        Files.writeString(
            folder.resolve("bad.jsonl"),
            """
            {"features":[1,2],"labels":{"b":1,"c":9}}
            {"features":[1,2],"labels":{"b":1,"c":3}}
            """);

    ExampleSource kept = new WithoutTask(JsonLines.of(bad.toString()), all, "c");

    assertThat(told(kept, Settings.without(all, "c"))).hasSize(1);
  }

  @Test
  void severalSourcesAreOneUpToALimit() throws IOException {
    List<String> once = told(stream, all);
    assertThat(told(new JoinedSource(List.of(stream, stream), Long.MAX_VALUE), all))
        .hasSize(2 * once.size());
    List<FeedRecord> records = new ArrayList<>();
    for (int limit : new int[] {0, 7, 500}) {
      records.clear();
      new JoinedSource(List.of(stream, stream), limit).forEach(records::add);
      assertThat(records).hasSize(limit);
    }
  }

  /** Each example with everything that learning sees of it. */
  private static List<String> told(ExampleSource source, Configuration configuration)
      throws IOException {
    List<String> told = new ArrayList<>();
    for (Example each : DecodedExamples.of(source, configuration, "examples")) {
      Split split = each.split();
      told.add(
          "%s %s %d %s %s"
              .formatted(
                  configuration.taskNames().get(each.task()),
                  split,
                  each.position().time(),
                  List.of(each.features()[0], each.features()[1]),
                  each.label()[0]));
    }
    return told;
  }
}

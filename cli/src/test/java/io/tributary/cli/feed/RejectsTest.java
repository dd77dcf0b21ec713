package io.tributary.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.csv.CsvSources;
import io.tributary.cli.csv.CsvSources.Order;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectsTest {

  private static final String GOOD = "{\"features\":{\"age\":3},\"labels\":{\"y\":1}}\n";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @SuppressWarnings("NullAway.Init") // set before each
  private Configuration configuration;

  @BeforeEach
  void read() {
    String model =
        """
        model: {name: m, fields: {age: numeric}, trunk: [relu]}
        tasks: {y: {type: binary, target: true}}
        """;
    configuration = ConfigurationFile.parse(model, "m.yaml", folder, Map.of());
  }

  @Test
  void theFirstRowOfATableThatCannotBeUsedIsNamedByItsLine() throws IOException {
    Rejects rejects = new Rejects(configuration);
    feed(rejects, Long.MAX_VALUE, write("t.csv", "age,y\n1,0\n\n2,1\nold,1\n3,7\n"));

    assertThat(rejects.count()).isEqualTo(2);
    assertThat(rejects.said().orElseThrow())
        .startsWith("2 of 4 records cannot be used, and the job rejects them; the first: ")
        .contains("t.csv:5: ")
        .contains("age");
  }

  @Test
  void linesOfAllFilesAreCountedAndOnlyThoseThatAreFed() throws IOException {
    Rejects rejects = new Rejects(configuration);
    List<String> files =
        List.of(
            write("a.jsonl", GOOD + "\n" + GOOD),
            write("b.jsonl", "\n{no json}\n" + GOOD + "{}\n"));
    feed(rejects, 4, files.toArray(String[]::new));

    assertThat(rejects.count()).isOne();
    assertThat(rejects.said().orElseThrow())
        .startsWith("1 of 4 records cannot")
        .contains("b.jsonl:2: ");
  }

  @Test
  void nothingIsSaidWhereAllCanBeUsed() throws IOException {
    Rejects rejects = new Rejects(configuration);
    feed(rejects, Long.MAX_VALUE, write("a.jsonl", GOOD.repeat(3)));

    assertThat(rejects.said()).isEmpty();
  }

  /** As a feeder does, which asks for one record more than it takes. */
  private void feed(Rejects rejects, long limit, String... files) throws IOException {
    long[] taken = {0};
    for (ExampleSource source :
        CsvSources.open(List.of(files), configuration, limit, Order.AS_THEY_STAND, JsonLines::of)) {
      rejects.of(source).forEach(record -> taken[0] < limit && taken[0]++ >= 0);
    }
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}

package io.tributary.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cli.terminal.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimedSourceTest {

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void namesTheFirstExampleThatHasNoTime() throws IOException {
    for (String untimed : List.of("{\"task\":\"a\"}", "{\"time\":\"noon\"}", "{\"time\":-3}")) {
      List<Long> read = new ArrayList<>();
      assertThatThrownBy(() -> times("{\"time\":5}\n{\"time\":3}\n" + untimed + "\n", read))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("a.jsonl, record 3: has no usable time; rounds.by: time needs one");
      assertThat(read).containsExactly(5L, 3L);
    }
  }

  @Test
  void letsPassWhatTheJobWillSetAside() throws IOException {
    List<Long> read = new ArrayList<>();
    times("{\"time\":5}\nnot json\n{\"task\":\n[1]\n{\"time\":6}\n", read);
    assertThat(read).containsExactly(5L, null, null, null, 6L);
  }

  private void times(String lines, List<Long> read) throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), lines);
    new TimedSource(JsonLines.of(file.toString()))
        .forEach(
            record -> {
              read.add(record.time());
              return true;
            });
  }
}

package io.tributary.connectors.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.steering.Command;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ControlFormTest {

  private static final List<Command> ALL =
      List.of(
          new Command.AddTask("e", "{type: binary}"),
          new Command.Pause("a b"),
          new Command.Resume("ä"),
          new Command.Retire("c"),
          new Command.Target("d"),
          new Command.Set("weighting.method", "uniform"),
          new Command.Publish(),
          new Command.Rollback(40, true),
          new Command.Release());

  @Test
  void everyCommandIsReadAsItWasWritten() {
    for (Command command : ALL) {
      String text = new String(ControlForm.of(command, "7").bytes(), UTF_8);
      ControlForm form = ControlForm.read(text);
      assertThat(form.command()).isEqualTo(command);
      assertThat(form.id()).isEqualTo("7");
      assertThat(form.words()).doesNotContainKey("id").containsKey("command");
    }
  }

  @Test
  void valuesMayBeAnyJson() {
    assertThat(set("0.01")).isEqualTo("0.01");
    assertThat(set("[\"single\",\"pairs\"]")).isEqualTo("[\"single\",\"pairs\"]");
    assertThat(set("{\"left\":2}")).isEqualTo("{\"left\":2}");
    assertThat(set("true")).isEqualTo("true");
  }

  private static String set(String json) {
    Command command =
        ControlForm.read("{\"command\":\"set\",\"key\":\"k\",\"value\":" + json + "}").command();
    return ((Command.Set) command).value();
  }

  @Test
  void whatIsNoCommandIsRefusedInOneLine() {
    Map<String, String> wrong =
        Map.of(
            "", "the record is empty",
            "null", "not a JSON object",
            "{\"command\":7}", "a text command",
            "{\"command\":\"paws\"}", "the commands are add-task",
            "{\"command\":\"pause\",\"task\":\"\"}", "a text task",
            "{\"command\":\"publish\",\"task\":\"a\"}", "it takes none",
            "{\"command\":\"pause\",\"task\":\"a\",\"hold\":true}", "it takes task",
            "{\"command\":\"rollback\",\"round\":-1}", "a published round",
            "{\"command\":\"rollback\",\"round\":1.5}", "a published round",
            "{\"command\":\"set\",\"key\":\"a\",\"value\":null}", "needs a value");
    wrong.forEach(
        (text, reason) ->
            assertThatThrownBy(() -> ControlForm.read(text).command())
                .as(text)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason));
  }

  /** Whatever stands in the topic, the job goes on. */
  @Test
  void nothingElseIsEverThrown() {
    Random random = new Random(5);
    for (int i = 0; i < 3_000; i++) {
      Command command = ALL.get(random.nextInt(ALL.size()));
      byte[] bytes = ControlForm.of(command, "7").bytes();
      for (int change = random.nextInt(4); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(ControlForm.read(new String(bytes, UTF_8)).command()).isNotNull();
      } catch (IllegalArgumentException refused) {
        assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
      }
    }
  }
}

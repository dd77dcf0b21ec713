package io.tributary.job.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.example.RawRecord;
import io.tributary.connectors.record.ControlForm;
import io.tributary.job.message.TrainerMessage;
import io.tributary.job.message.TrainerMessage.Commanded;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.steering.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AddedTasksFunctionTest {

  private static final String FILE =
      """
      model: {name: grown, input: [2], trunk: [{dense: {units: 3}}]}
      tasks:
        main: {type: binary, target: true}
      rounds: {by: time, span: 10ms, late: reject}
      """;

  private static final String SPEND = "  spend: {type: regression}\n";
  private static final Command ADD = new Command.AddTask("spend", "{type: regression}");

  @Test
  void decodesWhatItHasHeardOfAndRefusesTheRest() throws Exception {
    try (var harness = harness(FILE, null)) {
      hear(harness, "{}");
      hear(harness, new Command.AddTask("main", "{type: regression}"));
      read(harness, 4, 4);
      assertThat(harness.extractOutputValues()).isEmpty();
      assertThat(harness.getSideOutput(DecodeFunction.DEAD_LETTERS)).hasSize(1);

      hear(harness, ADD);
      hear(harness, ADD);
      read(harness, 5, 5);
      read(harness, 6, 30);
      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              example -> {
                assertThat(example.task()).isEqualTo(1);
                assertThat(example.position().time()).isEqualTo(5);
              });
      assertThat(harness.getSideOutput(DecodeFunction.DEAD_LETTERS)).hasSize(2);
      assertThat(harness.getSideOutput(DecodeFunction.REJECTED))
          .extracting(record -> record.getValue())
          .last()
          .isEqualTo(new TrainerMessage.Late(Map.of("spend", 1)));
    }
  }

  @Test
  void knowsThemAfterARestoreAlsoWithAnEditedFile() throws Exception {
    OperatorSubtaskState saved;
    try (var harness = harness(FILE, null)) {
      hear(harness, ADD);
      hear(harness, new Command.AddTask("size", "{type: regression}"));
      saved = harness.snapshot(1, 1);
    }
    try (var harness = harness(FILE, saved)) {
      read(harness, 4, 4);
      assertThat(harness.extractOutputValues()).extracting(Example::task).containsExactly(1);
    }
    String edited = FILE.replace("rounds", SPEND + "rounds");
    try (var harness = harness(edited, saved)) {
      read(harness, 4, 4);
      assertThat(harness.extractOutputValues()).extracting(Example::task).containsExactly(1);
    }
    assertThatThrownBy(
            () ->
                harness(edited.replace("spend: {type: regression", "spend: {type: binary"), saved))
        .hasStackTraceContaining("was added by a command with another type or head");
  }

  private static TwoInputStreamOperatorTestHarness<Undecided, TrainerMessage, Example> harness(
      String file, @Nullable OperatorSubtaskState saved) throws Exception {
    Configuration configuration =
        ConfigurationFile.parse(file, "grown.yaml", Path.of("."), Map.of());
    TwoInputStreamOperatorTestHarness<Undecided, TrainerMessage, Example> harness =
        new TwoInputStreamOperatorTestHarness<>(
            new CoProcessOperator<>(new AddedTasksFunction(configuration)));
    harness.setup();
    if (saved != null) {
      harness.initializeState(saved);
    }
    harness.open();
    return harness;
  }

  private static void read(
      TwoInputStreamOperatorTestHarness<Undecided, TrainerMessage, Example> harness,
      long time,
      long newest)
      throws Exception {
    byte[] value = "{\"task\":\"spend\",\"features\":[1,2],\"label\":3.5}".getBytes(UTF_8);
    RawRecord record = new RawRecord("log", 0, time, time, null, value, List.of());
    harness.processElement1(new StreamRecord<>(new Undecided(record, newest)));
  }

  private static void hear(
      TwoInputStreamOperatorTestHarness<Undecided, TrainerMessage, Example> harness,
      Command command)
      throws Exception {
    hear(harness, new String(ControlForm.of(command, "id").bytes(), UTF_8));
  }

  private static void hear(
      TwoInputStreamOperatorTestHarness<Undecided, TrainerMessage, Example> harness, String text)
      throws Exception {
    harness.processElement2(new StreamRecord<>(new Commanded(0, text)));
  }
}

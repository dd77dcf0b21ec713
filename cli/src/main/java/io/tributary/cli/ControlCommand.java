package io.tributary.cli;

import io.tributary.cli.control.Conversation;
import io.tributary.cli.control.Saying;
import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.record.ControlReply;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.config.KafkaConfig;
import io.tributary.model.steering.Command.Rollback;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code control}: a person steers a running job. */
@Command(
    name = "control",
    header = "Steers a running job: tasks, target, method, publishing.",
    description = {
      "Writes a command to the topic control. The job follows it between two rounds, and says on"
          + " control.replies in which round, or why not; a refused command changes nothing. What"
          + " was said while no job ran is followed when it goes on from its savepoint.",
      "",
      "  add-task TASK KEYS  one more task; KEYS as under its name in the file, such as",
      "                   '{type: regression}'",
      "  pause TASK       it takes no part in rounds, and its examples are kept",
      "  resume TASK      it takes part again",
      "  retire TASK      it takes part no more; its examples are counted and set aside",
      "  target TASK      all other tasks serve this one from now on",
      "  set KEY=VALUE    another method, or other settings of it: weighting.*, training.optimizer.*,",
      "                   training.batchSize, .epochs, .shuffle, dev.tolerance, publish.*",
      "  publish          the present model is published",
      "  rollback         with --round N: an earlier published model is champion; --hold keeps it",
      "  release          the champion is held no longer",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./tributary control -c model.yaml pause right --wait",
      "  ./tributary control -c model.yaml add-task spend '{type: regression}'",
      "  ./tributary control -c model.yaml set weighting.method=uniform",
      "  ./tributary control -c model.yaml set training.optimizer.learningRate=0.01",
      "  ./tributary control -c model.yaml rollback --round 40 --hold"
    })
final class ControlCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ConfigurationOption configuration;

  @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "What to do, and of what.")
  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  private List<String> words;

  @Option(names = "--round", paramLabel = "N", description = "Of rollback: the published round.")
  private @Nullable Long round;

  @Option(names = "--hold", description = "Of rollback: it stays champion until it is released.")
  private boolean hold;

  @Option(
      names = "--wait",
      arity = "0..1",
      fallbackValue = "60",
      paramLabel = "SECONDS",
      description = "Wait for the job's answer, at most so long; 60 s unless given.")
  private @Nullable Integer wait;

  @Option(names = "--json", description = "Print what was said, or the answer, as JSON.")
  private boolean json;

  ControlCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var command = Saying.of(words, round, hold);
    if (wait != null && wait < 1) {
      throw CommandException.usage("--wait takes 1 or more seconds, not " + wait);
    }
    KafkaConfig kafka = configuration.read().kafka();
    try (Conversation conversation = new Conversation(kafka)) {
      String id = conversation.say(command);
      if (wait == null) {
        said(kafka, id, command instanceof Rollback);
        return ExitCode.OK;
      }
      Optional<ControlReply> reply = conversation.reply(id, Duration.ofSeconds(wait));
      return answered(
          reply.orElseThrow(
              () ->
                  CommandException.failed(
                      "no job has answered within %d s; the command stands in %s, and is followed when the job goes on"
                          .formatted(wait, Topics.of(kafka).control()),
                      null)));
    }
  }

  private void said(KafkaConfig kafka, String id, boolean chosen) {
    if (json) {
      terminal.out().println(Json.text(Map.of("id", id)));
      return;
    }
    terminal
        .out()
        .printf(
            "Said: %s%s. The job answers on %s under the id %s; --wait waits for that.%n",
            String.join(" ", words),
            chosen ? " to round " + round : "",
            Topics.of(kafka).controlReplies(),
            id);
  }

  private int answered(ControlReply reply) {
    if (json) {
      terminal.out().println(Json.text(reply));
      return reply.accepted() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
    if (!reply.accepted()) {
      throw CommandException.failed("refused: " + reply.reason(), null);
    }
    terminal.out().printf("Followed from round %s on.%n", reply.round());
    return ExitCode.OK;
  }
}

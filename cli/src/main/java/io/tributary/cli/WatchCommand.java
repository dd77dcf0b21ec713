package io.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Frame;
import io.tributary.cli.terminal.Interrupts;
import io.tributary.cli.terminal.Terminal;
import io.tributary.cli.watch.WatchText;
import io.tributary.cli.watch.Watched;
import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.connectors.topic.CommittedTail;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.config.KafkaConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code watch}: what each task is worth, live, of a job that runs anywhere. */
@Command(
    name = "watch",
    header = "Shows task weights, contributions and scores of a running job, from its topics.",
    description = {
      "Reads what is committed, so it is late by the job's checkpoint interval. Ctrl-C ends it; the"
          + " job is not touched.",
      "Curves go over the rounds that --rounds says, the newest on the right; weights are drawn"
          + " from 0. A score is the mean of the last 20 rounds, each scored before it was trained"
          + " on."
    },
    footer = {
      "",
      "Examples:",
      "  ./tributary watch -c model.yaml",
      "  ./tributary watch -c model.yaml --once              what there is, and ends",
      "  ./tributary watch -c model.yaml --json | jq .tasks"
    })
final class WatchCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMillis(250);
  private static final long REDRAW_MILLIS = 250;
  private static final long LINE_MILLIS = 5_000;
  private static final int RECORDS_A_ROUND = 8; // scores of some tasks, and markers

  private final Terminal terminal;
  private final AtomicBoolean stopped = new AtomicBoolean();

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ConfigurationOption configurationOption;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How far back to look; ${DEFAULT-VALUE} unless given.")
  private int rounds = 500;

  @Option(names = "--once", description = "Show what there is now, and end.")
  private boolean once;

  @Option(
      names = "--json",
      description =
          "Print the records of both topics as they are, one a line, in place of a table.")
  private boolean json;

  WatchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (rounds < 1) {
      throw CommandException.usage("--rounds takes 1 or more, not " + rounds);
    }
    KafkaConfig kafka = configurationOption.read().kafka();
    Topics topics = Topics.of(kafka);
    List<String> names = List.of(topics.taskWeights(), topics.evaluations());
    Watched watched = new Watched(topics, rounds);
    Screen screen = new Screen(watched);
    screen.announce("connecting to Kafka at " + kafka.shownServers());
    try (CommittedTail tail = CommittedTail.open(kafka, names, (long) rounds * RECORDS_A_ROUND);
        Interrupts interrupts = new Interrupts(terminal, () -> stopped.set(true))) {
      boolean live = false;
      while (!stopped.get() && !(once && live)) {
        for (ConsumerRecord<byte[], byte[]> record : tail.poll(PATIENCE)) {
          take(record, watched, topics);
        }
        live = live || tail.isCaughtUp();
        if (live && !json) {
          screen.show();
        }
      }
    }
    return ExitCode.OK;
  }

  private void take(ConsumerRecord<byte[], byte[]> record, Watched watched, Topics topics) {
    if (!json) {
      watched.add(record);
      return;
    }
    Class<?> type =
        record.topic().equals(topics.taskWeights())
            ? TaskWeightsRecord.class
            : EvaluationRecord.class;
    if (Json.find(record.value(), type).isPresent()) { // a stranger's may have line ends in it
      terminal.out().println(new String(record.value(), UTF_8));
      if (terminal.out().checkError()) {
        stopped.set(true); // whoever read the pipe has gone
      }
    }
  }

  /** Where the table is drawn, or from time to time a line. */
  private final class Screen {

    private final Watched watched;
    private final WatchText text = new WatchText(terminal);
    private final Frame frame = new Frame(terminal.err());
    private long shownAt;

    Screen(Watched watched) {
      this.watched = watched;
    }

    /** What keeps the table waiting, where a person waits for it. */
    void announce(String what) {
      if (terminal.interactive() && !once && !json) {
        frame.draw(List.of(what));
      }
    }

    void show() {
      long now = System.currentTimeMillis();
      if (once) {
        text.table(watched, now).forEach(terminal.out()::println);
      } else if (terminal.interactive() && now - shownAt >= REDRAW_MILLIS) {
        frame.draw(text.table(watched, now));
        shownAt = now;
      } else if (!terminal.interactive() && now - shownAt >= LINE_MILLIS) {
        terminal.out().println(text.line(watched, now));
        shownAt = now;
      }
    }
  }
}

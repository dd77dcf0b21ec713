package io.tributary.cli;

import io.tributary.cli.csv.CsvSources.Order;
import io.tributary.cli.feed.ExampleSource;
import io.tributary.cli.feed.Feeder;
import io.tributary.cli.feed.Rejects;
import io.tributary.cli.feed.Timestamps;
import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Interrupts;
import io.tributary.cli.terminal.Numbers;
import io.tributary.cli.terminal.Progress;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.config.Configuration;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feed}: recorded examples to the examples topic. */
@Command(
    name = "feed",
    header = "Feeds examples from files or standard input to the examples topic.",
    description =
        "Lines go out byte for byte, in order. A record's time becomes its timestamp; records"
            + " without one get the clock's, rising from line to line. Rows of tables go out as"
            + " JSON, as the section csv says.",
    footer = {
      "",
      "Examples:",
      "  ./tributary feed -c model.yaml -e train.jsonl.gz test.jsonl",
      "  generate | ./tributary feed -c model.yaml -e - --rate 500",
      "  ./tributary feed -c docs/examples/multimnist.yaml --multimnist mnist/"
    })
final class FeedCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ConfigurationOption configurationOption;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ExamplesOption examples;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Records a second; as fast as it goes unless given.")
  private double rate;

  @Option(
      names = "--loop",
      description = "Start again at the end, until Ctrl-C; all times are then the clock's.")
  private boolean loop;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "The topic to feed; needed when the configuration gives a pattern.")
  private @Nullable String topic;

  @Option(names = "--json", description = "Print the outcome as JSON.")
  private boolean json;

  FeedCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Configuration configuration = configurationOption.read();
    if (rate < 0 || (loop && examples.once())) {
      throw CommandException.usage(
          rate < 0
              ? "--rate must not be negative"
              : "--loop cannot start standard input again; give files");
    }
    Rejects rejects = new Rejects(configuration);
    List<ExampleSource> sources =
        examples.open(configuration, configuration.model().seed(), Order.AS_THEY_STAND).stream()
            .map(rejects::of)
            .toList();
    String to = topic(configuration);
    TopicCreator.create(configuration.kafka());
    long start = System.nanoTime();
    long sent = 0;
    try (Feeder feeder = new Feeder(configuration.kafka(), to, Timestamps.live(!loop), rate);
        Interrupts interrupts = new Interrupts(terminal, feeder::stop)) {
      do {
        for (ExampleSource source : sources) {
          try (Progress progress =
              Progress.of(terminal, "feeding " + source.name(), source.size())) {
            sent += feeder.feed(source, examples.limit() - sent, progress);
          }
        }
      } while (loop && !feeder.isStopped());
    }
    rejects.said().ifPresent(terminal.err()::println);
    say(to, sent, rejects.count(), (System.nanoTime() - start) / 1e9);
    return ExitCode.OK;
  }

  private String topic(Configuration configuration) {
    if (topic != null) {
      return topic;
    }
    if (configuration.kafka().examplePattern() != null) {
      throw CommandException.usage(
          "the configuration names examples topics by a pattern; say which one with --topic");
    }
    return Topics.of(configuration.kafka()).examples().get(0);
  }

  private void say(String to, long sent, long rejected, double seconds) {
    terminal
        .out()
        .println(
            json
                ? String.format(
                    Locale.ROOT,
                    "{\"topic\":\"%s\",\"records\":%d,\"rejected\":%d,\"seconds\":%.3f}",
                    to,
                    sent,
                    rejected,
                    seconds)
                : "Fed "
                    + Numbers.count(sent)
                    + " records to "
                    + to
                    + " in "
                    + Numbers.fixed(seconds, 1)
                    + " s.");
  }
}

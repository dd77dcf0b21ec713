package io.tributary.cli.run;

import io.tributary.cli.feed.ExampleSource;
import io.tributary.cli.feed.Feeder;
import io.tributary.cli.feed.TimedSource;
import io.tributary.cli.feed.Timestamps;
import io.tributary.cli.report.HtmlReport;
import io.tributary.cli.report.RunRecords;
import io.tributary.cli.report.RunReport;
import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Interrupts;
import io.tributary.cli.terminal.Progress;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.connectors.topic.Topics;
import io.tributary.embedded.EmbeddedKafka;
import io.tributary.job.JobOptions;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.RoundsConfig;
import java.io.IOException;
import java.util.List;

/**
 * Feeds recorded examples to a broker of its own, runs the job to their end, writes the results.
 */
public final class Backtest {

  private final Terminal terminal;
  private final Configuration wanted;
  private final OutputFolder folder;

  /** Of a configuration, into a folder. */
  public Backtest(Terminal terminal, Configuration wanted, OutputFolder folder) {
    this.terminal = terminal;
    this.wanted = wanted;
    this.folder = folder;
  }

  /**
   * Runs it.
   *
   * @param limit of records
   * @param options of the job, which ends with its input
   * @throws CommandException when it was interrupted before there was anything to tell
   */
  public RunReport run(List<ExampleSource> sources, long limit, JobOptions options)
      throws IOException {
    try (EmbeddedKafka broker = EmbeddedKafka.start()) {
      Configuration configuration = Settings.onEmbedded(wanted, broker.bootstrapServers());
      TopicCreator.create(configuration.kafka());
      feed(terminal, configuration, sources, limit);
      FollowedJob.Outcome outcome =
          new FollowedJob(terminal).run(configuration, options, header -> {});
      if (outcome.last() == null) {
        throw CommandException.stopped("stopped before the first round; nothing was written");
      }
      if (!outcome.reachedTheEnd()) {
        terminal.err().println("Stopped before the end: the results are of what was done.");
      }
      RunCollector collector = new RunCollector(configuration);
      RunRecords records = collector.collect(outcome.last(), outcome.seconds());
      RunReport report = RunReport.of(records);
      ResultWriter results = new ResultWriter(folder);
      results.write(report, HtmlReport.render(report.model(), records, null));
      results.write(collector);
      return report;
    }
  }

  /** Feeds sources to the first examples topic, with the times of recorded streams. */
  public static void feed(
      Terminal terminal, Configuration configuration, List<ExampleSource> sources, long limit)
      throws IOException {
    String topic = Topics.of(configuration.kafka()).examples().get(0);
    long sent = 0;
    try (Feeder feeder = new Feeder(configuration.kafka(), topic, Timestamps.recorded(), 0);
        Interrupts interrupts = new Interrupts(terminal, feeder::stop)) {
      boolean byTime = configuration.rounds() instanceof RoundsConfig.ByTime;
      for (ExampleSource each : sources) {
        ExampleSource source = byTime ? new TimedSource(each) : each;
        try (Progress progress = Progress.of(terminal, "feeding " + source.name(), source.size())) {
          sent += feeder.feed(source, limit - sent, progress);
        }
      }
      if (feeder.isStopped()) {
        throw CommandException.stopped("stopped while feeding; nothing was written");
      }
    }
  }
}

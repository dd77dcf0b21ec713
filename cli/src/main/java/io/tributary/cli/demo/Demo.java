package io.tributary.cli.demo;

import io.tributary.cli.report.HtmlReport;
import io.tributary.cli.report.RunRecords;
import io.tributary.cli.report.RunReport;
import io.tributary.cli.run.Backtest;
import io.tributary.cli.run.FollowedJob;
import io.tributary.cli.run.OutputFolder;
import io.tributary.cli.run.ResultWriter;
import io.tributary.cli.run.RunCollector;
import io.tributary.cli.run.Settings;
import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.connectors.topic.Topics;
import io.tributary.embedded.EmbeddedKafka;
import io.tributary.job.JobOptions;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.config.KafkaConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Trains the demo's target with its auxiliary tasks, then alone on the same examples: the same job
 * twice, on one broker, in two namespaces.
 */
public final class Demo {

  private static final String FILE = "demo.yaml";

  private final Terminal terminal;
  private final long seed;
  private final int rounds;

  /**
   * A demo.
   *
   * @param seed of its stream and of learning
   * @param rounds of its stream
   */
  public Demo(Terminal terminal, long seed, int rounds) {
    this.terminal = terminal;
    this.seed = seed;
    this.rounds = rounds;
  }

  /**
   * What came of it.
   *
   * @param together with the auxiliary tasks
   * @param alone the target alone
   */
  public record Outcome(RunReport together, RunReport alone) {}

  /** Runs it and writes its results. */
  public Outcome run(OutputFolder folder) throws IOException {
    try (EmbeddedKafka broker = EmbeddedKafka.start()) {
      Configuration together =
          Settings.withSeed(Settings.onEmbedded(configuration(), broker.bootstrapServers()), seed);
      Configuration alone = alone(together);
      TopicCreator.create(together.kafka());
      Backtest.feed(terminal, together, List.of(new DemoSource(seed, rounds)), Long.MAX_VALUE);
      terminal
          .err()
          .println(
              "Training the target with its auxiliary tasks ("
                  + together.weighting().method()
                  + "):");
      RunCollector collector = new RunCollector(together);
      RunRecords records = follow(together, collector);
      terminal.err().println("Training the target alone on the same stream:");
      RunRecords reference = follow(alone, new RunCollector(alone));
      Outcome outcome = new Outcome(RunReport.of(records), RunReport.of(reference));
      ResultWriter results = new ResultWriter(folder);
      results.write(outcome, HtmlReport.render("Tributary demo", records, reference));
      results.write(collector);
      return outcome;
    }
  }

  private RunRecords follow(Configuration configuration, RunCollector collector) {
    FollowedJob.Outcome outcome =
        new FollowedJob(terminal).run(configuration, JobOptions.toTheEnd(), header -> {});
    if (outcome.last() == null || !outcome.reachedTheEnd()) {
      throw CommandException.stopped("stopped before the end; nothing was written");
    }
    return collector.collect(outcome.last(), outcome.seconds());
  }

  /** The same examples and the same learning, in a namespace of its own. */
  private static Configuration alone(Configuration together) {
    KafkaConfig kafka = together.kafka();
    return Settings.withMethod(
        Settings.with(
            together,
            new KafkaConfig(
                kafka.bootstrapServers(),
                kafka.namespace() + "-alone",
                Topics.of(kafka).examples(),
                null,
                kafka.partitions(),
                kafka.replication(),
                Map.of())),
        "single");
  }

  private static Configuration configuration() {
    try (InputStream in = Demo.class.getResourceAsStream("/io/tributary/cli/" + FILE)) {
      String text =
          new String(Objects.requireNonNull(in, FILE).readAllBytes(), StandardCharsets.UTF_8);
      return ConfigurationFile.parse(text, FILE, Path.of("."), Map.of());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

package io.tributary.cli.compare;

import io.tributary.cli.feed.ExampleSource;
import io.tributary.cli.feed.Feeder;
import io.tributary.cli.feed.Timestamps;
import io.tributary.cli.feed.WithoutTask;
import io.tributary.cli.report.RunReport;
import io.tributary.cli.run.FollowedJob;
import io.tributary.cli.run.RunCollector;
import io.tributary.cli.run.Settings;
import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Interrupts;
import io.tributary.cli.terminal.Numbers;
import io.tributary.cli.terminal.Progress;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.connectors.topic.Topics;
import io.tributary.embedded.EmbeddedKafka;
import io.tributary.job.JobOptions;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.KafkaConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * Runs a plan: for each seed a broker of its own, on it one topic for every stream that is needed,
 * and over these the very same job for every variant. A run is what {@code backtest} makes of the
 * same configuration with the same seed.
 */
public final class Comparison {

  private final Terminal terminal;
  private final Plan plan;
  private final Units units;
  private final LongFunction<ExampleSource> streams;
  private final List<RunScore> scores = new ArrayList<>();
  private String split = "test";
  private volatile boolean stopped;

  /**
   * A comparison.
   *
   * @param units of the score that is compared
   * @param streams the whole stream for a seed; read several times
   */
  public Comparison(
      Terminal terminal, Plan plan, Units units, LongFunction<ExampleSource> streams) {
    this.terminal = terminal;
    this.plan = plan;
    this.units = units;
    this.streams = streams;
  }

  /**
   * Runs it. When it is interrupted, the seeds that are whole count.
   *
   * @param margin in percent: what does not matter
   * @throws CommandException when the stream cannot train the target, or no two seeds are whole
   */
  public CompareReport run(double margin) throws IOException {
    split = split();
    int runs = plan.variants().size() * plan.seeds().size();
    try (Interrupts interrupts = new Interrupts(terminal, () -> stopped = true);
        Progress progress = Progress.ofRuns(terminal, "comparing", runs)) {
      for (long seed : plan.seeds()) {
        List<RunScore> ofSeed = stopped ? List.of() : run(seed, progress);
        if (ofSeed.size() == plan.variants().size()) {
          scores.addAll(ofSeed);
        }
      }
    }
    int whole = scores.size() / plan.variants().size();
    if (whole < 2) {
      throw CommandException.stopped(
          "stopped before two seeds were done: there is nothing to compare");
    }
    if (whole < plan.seeds().size()) {
      terminal.err().println("Stopped before the end: the results are of " + whole + " seeds.");
    }
    return CompareReport.of(plan, units, split, scores, margin);
  }

  /** Test scores where there are any, else those of examples before they are trained on. */
  private String split() throws IOException {
    ExampleSource stream = streams.apply(plan.seeds().get(0));
    Census census = Census.of(stream, plan.configuration());
    String target = plan.configuration().target().name();
    if (census.train() == 0) {
      throw CommandException.usage(
          "%s: no example to train the target %s on".formatted(stream.name(), target));
    }
    if (census.test() == 0) {
      terminal
          .err()
          .printf(
              "%s has no test examples (\"split\": \"test\"): compared is how well it predicts"
                  + " training examples before it is trained on them.%n",
              target);
      return "prequential";
    }
    return "test";
  }

  /** Fewer scores than variants when it was stopped. */
  private List<RunScore> run(long seed, Progress progress) throws IOException {
    List<RunScore> done = new ArrayList<>();
    try (EmbeddedKafka broker = EmbeddedKafka.start()) {
      Map<String, KafkaConfig> fed = new HashMap<>();
      for (Variant variant : plan.variants()) {
        progress.note(variant.label() + ", seed " + seed);
        String without = variant.without() == null ? "" : variant.without();
        if (!fed.containsKey(without)) {
          fed.put(without, feed(variant, fed.size(), seed, broker.bootstrapServers()));
        }
        if (stopped) {
          return done;
        }
        KafkaConfig topics = topics(fed.get(without), "-run-" + done.size());
        Optional<RunReport> report = run(variant, seed, topics, progress);
        if (report.isEmpty()) {
          stopped = true;
          return done;
        }
        done.add(RunScore.of(variant, report.get(), split, units));
        progress.step(told(variant, done.get(done.size() - 1)));
      }
    }
    return done;
  }

  /** A topic with what a variant learns from. */
  private KafkaConfig feed(Variant variant, int number, long seed, String servers)
      throws IOException {
    ExampleSource whole = streams.apply(seed);
    ExampleSource stream =
        variant.without() == null
            ? whole
            : new WithoutTask(whole, plan.configuration(), variant.without());
    KafkaConfig kafka = Settings.onEmbedded(variant.configuration(), servers).kafka();
    KafkaConfig topics = kafka.withNamespace(kafka.namespace() + "-stream-" + number);
    TopicCreator.create(topics);
    String topic = Topics.of(topics).examples().get(0);
    try (Feeder feeder = new Feeder(topics, topic, Timestamps.recorded(), 0);
        Progress quiet = Progress.of(Terminal.quiet(), "", OptionalLong.empty())) {
      feeder.feed(stream, Long.MAX_VALUE, quiet);
    }
    return topics;
  }

  /** The same examples beside outputs of its own. */
  private static KafkaConfig topics(KafkaConfig fed, String suffix) {
    return new KafkaConfig(
        fed.bootstrapServers(),
        fed.namespace() + suffix,
        Topics.of(fed).examples(),
        null,
        fed.partitions(),
        fed.replication(),
        Map.of());
  }

  /** Empty when it was stopped. */
  private Optional<RunReport> run(
      Variant variant, long seed, KafkaConfig topics, Progress progress) {
    Configuration configuration =
        Settings.with(Settings.withSeed(variant.configuration(), seed), topics);
    String label = variant.label() + ", seed " + seed;
    FollowedJob.Outcome outcome =
        FollowedJob.withoutRounds(terminal)
            .run(
                configuration,
                JobOptions.toTheEnd(),
                header -> progress.note(label + ", round " + Numbers.count(header.round())));
    if (outcome.last() == null || !outcome.reachedTheEnd()) {
      return Optional.empty();
    }
    if (outcome.last().round() == 0) {
      throw CommandException.usage(
          "the examples fill no round: the target needs more of them, or smaller mini-epochs");
    }
    return Optional.of(
        RunReport.of(new RunCollector(configuration).collect(outcome.last(), outcome.seconds())));
  }

  private String told(Variant variant, RunScore score) {
    return variant.label() + ", seed " + score.seed() + ": " + units.score(score.score());
  }
}

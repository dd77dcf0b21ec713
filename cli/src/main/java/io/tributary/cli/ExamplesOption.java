package io.tributary.cli;

import io.tributary.cli.csv.CsvSources;
import io.tributary.cli.csv.CsvSources.Order;
import io.tributary.cli.demo.DemoSource;
import io.tributary.cli.feed.ExampleSource;
import io.tributary.cli.feed.JsonLines;
import io.tributary.cli.feed.MultiMnist;
import io.tributary.cli.terminal.CommandException;
import io.tributary.model.config.Configuration;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say which examples. */
final class ExamplesOption {

  /** Days of examples at some hundred a second; --loop begins anew after them. */
  private static final int DEMO_ROUNDS = 100_000;

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  private Choice choice;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Only the first N records (of MultiMNIST: N training images and a sixth of tests).")
  private @Nullable Long limit;

  /** Exactly one of them. */
  private static final class Choice {
    @Option(
        names = {"-e", "--examples"},
        arity = "1..*",
        paramLabel = "EXAMPLES",
        description =
            "JSONL files of examples, or tables whose names end in .csv or .tsv, compressed with"
                + " gzip or not; - is JSONL from standard input.")
    private @Nullable List<String> files;

    @Option(
        names = "--multimnist",
        paramLabel = "DIR",
        description = "MultiMNIST, made from the MNIST idx files in DIR; tasks left and right.")
    private @Nullable Path multiMnist;

    @Option(
        names = "--demo",
        description = "The demo's stream, for a model with the demo's input and tasks.")
    private boolean demo;
  }

  /** The most records to feed; MultiMNIST's source cuts itself. */
  long limit() {
    return limit == null || choice.multiMnist != null ? Long.MAX_VALUE : limit;
  }

  /** Whether they come from standard input, which can be read once only. */
  boolean once() {
    return choice.files != null && choice.files.contains("-");
  }

  /**
   * The sources, in order, each checked to be there.
   *
   * @param seed of MultiMNIST's choice of partners
   * @param order what times of rows of tables must be
   */
  List<ExampleSource> open(Configuration configuration, long seed, Order order) {
    if (limit != null && limit < 1) {
      throw CommandException.usage("--limit must be at least 1, not " + limit);
    }
    if (choice.multiMnist != null) {
      return List.of(multiMnist(configuration, seed, choice.multiMnist));
    }
    if (choice.demo) {
      return List.of(demo(configuration, seed));
    }
    List<String> files = choice.files == null ? List.of() : choice.files;
    return CsvSources.open(files, configuration, limit(), order, JsonLines::of);
  }

  private static ExampleSource demo(Configuration configuration, long seed) {
    DemoSource source = new DemoSource(seed, DEMO_ROUNDS);
    if (!DemoSource.fits(configuration)) {
      throw CommandException.usage(
          "--demo has 4 tasks, target, helpful, neutral and harmful, of 32 features and 4 classes;"
              + " the configuration has others");
    }
    return source;
  }

  private ExampleSource multiMnist(Configuration configuration, long seed, Path folder) {
    List<String> tasks =
        configuration.taskNames().stream().filter(MultiMnist.TASKS::contains).toList();
    if (tasks.isEmpty()) {
      throw CommandException.usage(
          "--multimnist has the tasks left and right, and the configuration has neither");
    }
    return MultiMnist.read(folder, seed, tasks, limit == null ? Long.MAX_VALUE : limit);
  }
}

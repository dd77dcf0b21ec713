package io.tributary.benchmarks;

import io.tributary.benchmarks.TimedEngine.Part;
import io.tributary.model.Example;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.round.InMemoryTraining;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.round.RoundLearner;
import io.tributary.model.round.RoundState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One training in memory: how fast, where the time went, and how good the model is.
 *
 * @param rate examples a second
 * @param roundSeconds the mean of a round
 * @param parts shares of that, by what was done; the rest is training
 * @param accuracies by task, on the test examples; empty without any
 */
record DeviceRun(
    double rate, double roundSeconds, Map<Part, Double> parts, Map<String, Double> accuracies) {

  private static final int WARM_UP = 2;

  /** Trains with an engine and a thread a task, and one engine for the learner. */
  static DeviceRun of(Configuration configuration, List<Input> rounds, List<Example> tests) {
    List<Engine> engines = new ArrayList<>();
    try (TimedEngine learning = new TimedEngine(Engines.open(configuration))) {
      for (int i = 0; i < configuration.tasks().size(); i++) {
        engines.add(Engines.open(configuration));
      }
      RoundLearner learner = new RoundLearner(learning, configuration);
      try (InMemoryTraining training = new InMemoryTraining(engines, learner)) {
        training.run(rounds.subList(0, Math.min(WARM_UP, rounds.size())), result -> {});
        Map<Part, Double> before = seconds(learning);
        long start = System.nanoTime();
        RoundState last = training.run(rounds, result -> {});
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<Part, Double> parts = seconds(learning);
        parts.replaceAll((part, spent) -> (spent - before.getOrDefault(part, 0.0)) / seconds);
        return new DeviceRun(
            examples(rounds) / seconds,
            seconds / rounds.size(),
            parts,
            accuracies(configuration, learning, last, tests));
      }
    } finally {
      engines.forEach(Engine::close);
    }
  }

  private static Map<Part, Double> seconds(TimedEngine engine) {
    Map<Part, Double> seconds = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      seconds.put(part, engine.seconds(part));
    }
    return seconds;
  }

  private static long examples(List<Input> rounds) {
    return rounds.stream()
        .flatMap(round -> round.miniEpochs().stream())
        .mapToLong(miniEpoch -> miniEpoch.examples().size())
        .sum();
  }

  private static Map<String, Double> accuracies(
      Configuration configuration, Engine engine, RoundState state, List<Example> examples) {
    Map<String, Double> accuracies = new LinkedHashMap<>();
    for (TaskConfig each : configuration.tasks()) {
      int task = each.task().index();
      List<Example> own =
          examples.stream()
              .filter(example -> example.task() == task && example.split() == Split.TEST)
              .toList();
      if (!own.isEmpty()) {
        accuracies.put(
            each.task().name(),
            engine.score(state.parameters(), task, own, state.scales().get(task)).value());
      }
    }
    return Collections.unmodifiableMap(accuracies);
  }

  /** For people, in one line. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(line("%.0f examples/s; a round %.1f ms:", rate, roundSeconds * 1e3));
    double rest = 1;
    StringBuilder others = new StringBuilder();
    for (Map.Entry<Part, Double> part : parts.entrySet()) {
      rest -= part.getValue();
      others.append(line(", %s %.0f %%", name(part.getKey()), part.getValue() * 100));
    }
    text.append(line(" training %.0f %%", rest * 100)).append(others);
    accuracies.forEach(
        (task, accuracy) -> text.append(line("; test accuracy of %s %.4f", task, accuracy)));
    return text.toString();
  }

  private static String name(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}

package io.tributary.benchmarks.continual;

import io.tributary.benchmarks.continual.ChangingStream.Made;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.evaluation.Baselines;
import io.tributary.model.evaluation.LabelMemory;
import io.tributary.model.evaluation.Score;
import io.tributary.model.evaluation.Score.Metric;
import io.tributary.model.round.InMemoryTraining;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.round.RecordedRounds;
import io.tributary.model.round.RoundLearner;
import io.tributary.model.round.RoundReport;
import io.tributary.model.round.RoundResult;
import io.tributary.model.round.RoundState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One run over one stream. */
final class Trial {

  private static final String CONFIGURATION =
      """
      model: {name: continual, input: [10], trunk: [{dense: {units: 16}}, relu], seed: %d}
      tasks:
        target: {type: classification, classes: 3, target: true}
        side: {type: classification, classes: 3}
      training: {miniEpoch: 64, batchSize: 16, optimizer: {learningRate: 0.05}}
      rounds: {by: count, wait: all}
      weighting: {method: alphavil, shadows: []}
      dev: {window: 256}
      """;

  private Trial() {}

  /**
   * What a run was like.
   *
   * @param reports of the rounds
   * @param scores of each round's mini-epoch of the target, before training
   * @param baselines on the same examples
   * @param tests accuracy on each concept's test at the end of each phase
   */
  record Run(
      List<RoundReport> reports,
      List<Score> scores,
      List<Baselines> baselines,
      List<List<Double>> tests) {

    /** Prequential accuracy of each round. */
    List<Double> accuracy() {
      return scores.stream().map(Score::value).toList();
    }

    /** Mean prequential accuracy from one round to before another, from 1. */
    double mean(int from, int to) {
      return mean(accuracy().subList(from - 1, Math.min(scores.size(), to - 1)));
    }

    /** Mean accuracy of the majority class so far. */
    double majority() {
      return mean(majorities());
    }

    /** The same of the label before. */
    double repeatLast() {
      return mean(repeats());
    }

    List<Double> majorities() {
      return baselines.stream().map(each -> each.majority(Metric.ACCURACY)).toList();
    }

    List<Double> repeats() {
      return baselines.stream().map(each -> each.repeatLast(Metric.ACCURACY)).toList();
    }

    /** Of all rounds together. */
    Score whole() {
      return scores.stream().reduce(Score.none(Metric.ACCURACY), Score::plus);
    }

    private static double mean(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
  }

  /** Runs a stream with sections added to the configuration. */
  static Run run(ChangingStream stream, long seed, String sections) {
    List<Integer> ends = new ArrayList<>(stream.changes());
    ends.add(stream.rounds() + 1);
    return run(stream, seed, sections, Made::tests, ends.stream().map(end -> end - 1).toList());
  }

  /**
   * The same with other tests.
   *
   * @param tests of the target, of the stream as it was drawn
   * @param ends rounds after which there are tests
   */
  static Run run(
      ChangingStream stream,
      long seed,
      String sections,
      Function<Made, List<List<Example>>> tests,
      List<Integer> ends) {
    Configuration configuration = parse(CONFIGURATION.formatted(seed) + sections);
    Made made = stream.make(1000 + seed);
    return run(
        configuration,
        RecordedRounds.byCount(configuration, made.examples()),
        ends,
        tests.apply(made));
  }

  static Configuration parse(String text) {
    return ConfigurationFile.parse(text, "continual", Path.of("."), Map.of());
  }

  /**
   * Runs rounds.
   *
   * @param ends rounds after which there are tests; 0 is before all
   * @param tests of the target, lists of examples
   */
  static Run run(
      Configuration configuration,
      List<Input> inputs,
      List<Integer> ends,
      List<List<Example>> tests) {
    Run run = new Run(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int target = configuration.target().index();
    LabelMemory memory = LabelMemory.NONE;
    try (Engine engine = Engines.open(configuration)) {
      RoundLearner learner = new RoundLearner(engine, configuration);
      try (InMemoryTraining training = new InMemoryTraining(engine, learner)) {
        RoundState state = learner.initial();
        if (ends.contains(0)) {
          run.tests().add(test(engine, state, target, tests));
        }
        for (Input input : inputs) {
          List<Example> fresh = fresh(input, target);
          run.scores().add(engine.score(state.parameters(), target, fresh, LabelScale.NONE));
          LabelMemory.Outcome predicted = memory.predict(configuration.target().type(), fresh);
          memory = predicted.memory();
          run.baselines().add(predicted.baselines());
          RoundResult result = training.round(state, input);
          run.reports().add(result.report());
          state = result.state();
          if (ends.contains((int) state.round())) {
            run.tests().add(test(engine, state, target, tests));
          }
        }
      }
    }
    return run;
  }

  private static List<Double> test(
      Engine engine, RoundState state, int target, List<List<Example>> tests) {
    return tests.stream()
        .map(t -> engine.score(state.parameters(), target, t, LabelScale.NONE).value())
        .toList();
  }

  private static List<Example> fresh(Input input, int target) {
    return input.miniEpochs().stream()
        .filter(each -> each.task() == target)
        .findFirst()
        .orElseThrow()
        .examples();
  }
}

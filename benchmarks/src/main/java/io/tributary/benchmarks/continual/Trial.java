package io.tributary.benchmarks.continual;

import io.tributary.benchmarks.continual.ChangingStream.Made;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.evaluation.LabelMemory;
import io.tributary.model.evaluation.Score;
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
   * @param accuracy of each round's mini-epoch of the target, before training
   * @param majority the same of the majority class so far
   * @param repeatLast the same of the label before
   * @param tests accuracy on each concept's test at the end of each phase
   */
  record Run(
      List<RoundReport> reports,
      List<Double> accuracy,
      double majority,
      double repeatLast,
      List<List<Double>> tests) {

    /** Mean prequential accuracy from one round to before another, from 1. */
    double mean(int from, int to) {
      return accuracy.subList(from - 1, Math.min(accuracy.size(), to - 1)).stream()
          .mapToDouble(Double::doubleValue)
          .average()
          .orElse(Double.NaN);
    }
  }

  /** Runs a stream with sections added to the configuration. */
  static Run run(ChangingStream stream, long seed, String sections) {
    Configuration configuration =
        ConfigurationFile.parse(
            CONFIGURATION.formatted(seed) + sections, "continual", Path.of("."), Map.of());
    Made made = stream.make(1000 + seed);
    List<Input> inputs = RecordedRounds.byCount(configuration, made.examples());
    List<RoundReport> reports = new ArrayList<>();
    List<Double> accuracy = new ArrayList<>();
    List<List<Double>> tests = new ArrayList<>();
    LabelMemory memory = LabelMemory.NONE;
    double majority = 0;
    double repeatLast = 0;
    List<Integer> ends = new ArrayList<>(stream.changes());
    ends.add(stream.rounds() + 1);
    try (Engine engine = Engines.open(configuration)) {
      RoundLearner learner = new RoundLearner(engine, configuration);
      try (InMemoryTraining training = new InMemoryTraining(engine, learner)) {
        RoundState state = learner.initial();
        for (Input input : inputs) {
          List<Example> fresh = input.miniEpochs().get(0).examples();
          accuracy.add(engine.score(state.parameters(), 0, fresh, LabelScale.NONE).value());
          LabelMemory.Outcome predicted = memory.predict(configuration.target().type(), fresh);
          memory = predicted.memory();
          majority += predicted.baselines().majority(Score.Metric.ACCURACY) / inputs.size();
          repeatLast += predicted.baselines().repeatLast(Score.Metric.ACCURACY) / inputs.size();
          RoundResult result = training.round(state, input);
          reports.add(result.report());
          state = result.state();
          if (ends.contains((int) state.round() + 1)) {
            float[] parameters = state.parameters();
            tests.add(
                made.tests().stream()
                    .map(test -> engine.score(parameters, 0, test, LabelScale.NONE).value())
                    .toList());
          }
        }
      }
    }
    return new Run(reports, accuracy, majority, repeatLast, tests);
  }
}

package io.tributary.benchmarks.continual;

import io.tributary.benchmarks.continual.Trial.Run;
import io.tributary.benchmarks.suite.stream.Recording;
import io.tributary.benchmarks.suite.stream.Streams;
import io.tributary.model.config.Configuration;
import io.tributary.model.round.RecordedRounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A stream that curves are drawn of.
 *
 * @param name for people
 * @param file name of its plots
 * @param changes first rounds of new phases, as far as they are known
 * @param window rounds that a point of a curve is the mean of
 * @param runner runs it
 */
record CurveStream(String name, String file, List<Integer> changes, int window, Runner runner) {

  private static final String BANK =
      """
      model: {name: bank, input: [50], trunk: [{dense: {units: 16}}, relu], seed: %d}
      tasks:
        deposit: {type: binary, target: true}
        housing: {type: classification, classes: 3}
        married: {type: classification, classes: 4}
        contacted: {type: binary}
      training: {miniEpoch: 144, batchSize: 16, optimizer: {learningRate: 0.05}}
      rounds: {by: target}
      dev: {window: 1000}
      weighting: {method: alphavil, shadows: []}
      """;

  /** Runs a seed with sections added to the configuration. */
  @FunctionalInterface
  interface Runner {
    Run run(long seed, String sections);
  }

  static CurveStream of(ChangingStream stream, String file) {
    return new CurveStream(
        stream.name(),
        file,
        stream.changes(),
        5,
        (seed, sections) -> Trial.run(stream, seed, sections));
  }

  /** Bank marketing, whole and in date order; a seed only begins with other parameters. */
  static CurveStream bank(Path data) throws IOException {
    Recording recording = Streams.bankInOrder(data);
    return new CurveStream(
        "bank marketing, in date order",
        "bank",
        List.of(),
        10,
        (seed, sections) -> {
          Configuration configuration = Trial.parse(BANK.formatted(seed) + sections);
          return Trial.run(
              configuration,
              RecordedRounds.byTarget(configuration, recording.examples(configuration)),
              List.of(),
              List.of());
        });
  }
}

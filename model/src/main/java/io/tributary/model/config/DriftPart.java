package io.tributary.model.config;

import io.tributary.model.config.DriftConfig.Detector;
import io.tributary.model.config.DriftConfig.Reaction;
import java.util.List;

/** The section {@code drift}. */
final class DriftPart extends Part<DriftConfig> {

  private static final DriftConfig NONE = DriftConfig.NONE;

  private static final Key<Detector> DETECTOR =
      Key.optional(
          "detector",
          Choice.of(Detector.class),
          NONE.detector(),
          "Watches the target's prequential error and every other task's contribution");
  private static final Key<Double> TOLERANCE =
      Key.optional(
          "tolerance",
          RealNumber.FACTOR,
          NONE.tolerance(),
          "Of `detector: page-hinkley`: standard deviations by which a mean may move");
  private static final Key<Double> THRESHOLD =
      Key.optional(
          "threshold",
          RealNumber.RATE,
          NONE.threshold(),
          "Of `detector: page-hinkley`: sum of standard deviations beyond that which is a change");
  private static final Key<Integer> WARM_UP =
      Key.optional(
          "warmUp",
          WholeNumber.atLeast(2),
          NONE.warmUp(),
          "Of `detector: page-hinkley`: rounds that tell mean and deviation, at the start and after"
              + " each change");
  private static final Key<Double> DELTA =
      Key.optional(
          "delta",
          RealNumber.PROBABILITY,
          NONE.delta(),
          "Of `detector: adwin`: bound of the probability of a false alarm in a round");
  private static final Key<Reaction> REACTION =
      Key.optional(
          "reaction",
          Choice.of(Reaction.class),
          NONE.reaction(),
          "What is done beside telling: of the task whose contribution has changed, or of every"
              + " task when the target's error has risen");
  private static final Key<Double> FACTOR =
      Key.optional(
          "factor",
          RealNumber.RATE,
          NONE.factor(),
          "Of `reaction: raise-learning-rate`: by which it is multiplied");
  private static final Key<Integer> ROUNDS =
      Key.optional(
          "rounds",
          WholeNumber.atLeast(1),
          NONE.rounds(),
          "Of `reaction: raise-learning-rate`: for how many rounds");

  @Override
  List<Key<?>> keys() {
    return List.of(DETECTOR, TOLERANCE, THRESHOLD, WARM_UP, DELTA, REACTION, FACTOR, ROUNDS);
  }

  @Override
  DriftConfig build(Section section) {
    Detector detector = section.get(DETECTOR);
    Reaction reaction = section.get(REACTION);
    if (detector == Detector.NONE && reaction != Reaction.NONE) {
      throw section.refuse(REACTION, "needs a detector; set drift.detector");
    }
    for (Key<?> key : List.of(TOLERANCE, THRESHOLD, WARM_UP)) {
      refuse(section, key, detector == Detector.PAGE_HINKLEY, "detector: page-hinkley");
    }
    refuse(section, DELTA, detector == Detector.ADWIN, "detector: adwin");
    for (Key<?> key : List.of(FACTOR, ROUNDS)) {
      refuse(
          section, key, reaction == Reaction.RAISE_LEARNING_RATE, "reaction: raise-learning-rate");
    }
    return new DriftConfig(
        detector,
        section.get(TOLERANCE),
        section.get(THRESHOLD),
        section.get(WARM_UP),
        section.get(DELTA),
        reaction,
        section.get(FACTOR),
        section.get(ROUNDS));
  }

  /** A value that is the default stands in every printed configuration. */
  private void refuse(Section section, Key<?> key, boolean belongs, String where) {
    if (!belongs && !section.get(key).equals(fields(NONE).tree().get(key.name()))) {
      throw section.refuse(key, "belongs to " + where + "; remove it or change that");
    }
  }

  @Override
  Fields fields(DriftConfig drift) {
    return new Fields()
        .with(DETECTOR, drift.detector())
        .with(TOLERANCE, drift.tolerance())
        .with(THRESHOLD, drift.threshold())
        .with(WARM_UP, drift.warmUp())
        .with(DELTA, drift.delta())
        .with(REACTION, drift.reaction())
        .with(FACTOR, drift.factor())
        .with(ROUNDS, drift.rounds());
  }
}

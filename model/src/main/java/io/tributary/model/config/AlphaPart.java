package io.tributary.model.config;

import io.tributary.model.config.WeightingConfig.AlphaConfig;
import java.util.List;

/** The section {@code weighting.alpha}. */
final class AlphaPart extends Part<AlphaConfig> {

  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private static final Key<OptimizerConfig.Type> OPTIMIZER =
      Key.optional(
          "optimizer",
          Choice.of(OptimizerConfig.Type.class),
          OptimizerConfig.Type.SGD,
          "Gradient method of α");
  private static final Key<Integer> STEPS =
      Key.optional("steps", WholeNumber.atLeast(1), 10, "Steps of one tuning");
  private static final Key<Double> LEARNING_RATE =
      Key.optional("learningRate", RealNumber.RATE, 0.1, "Size of a step");
  private static final Key<Double> MOMENTUM =
      Key.optional(
          "momentum", RealNumber.SHARE, 0.0, "Nesterov momentum; with `optimizer: sgd` only");
  private static final Key<Integer> BATCH_SIZE =
      Key.optional(
          "batchSize",
          WholeNumber.atLeast(0),
          0,
          "Dev examples of a step; 0: the whole dev window");
  private static final Key<Double> MIN =
      Key.optional("min", RealNumber.FLOOR, -INFINITE, "Lower bound of α");
  private static final Key<Double> MAX =
      Key.optional("max", RealNumber.CEILING, INFINITE, "Upper bound of α");
  private static final Key<Double> MIN_WEIGHT =
      Key.optional("minWeight", RealNumber.FLOOR, -INFINITE, "Lower bound of a task weight");
  private static final Key<Double> MAX_WEIGHT =
      Key.optional("maxWeight", RealNumber.CEILING, INFINITE, "Upper bound of a task weight");

  @Override
  List<Key<?>> keys() {
    return List.of(
        OPTIMIZER, STEPS, LEARNING_RATE, MOMENTUM, BATCH_SIZE, MIN, MAX, MIN_WEIGHT, MAX_WEIGHT);
  }

  @Override
  AlphaConfig build(Section section) {
    OptimizerConfig.Type optimizer = section.get(OPTIMIZER);
    double momentum = section.get(MOMENTUM);
    if (optimizer != OptimizerConfig.Type.SGD && momentum != 0) {
      throw section.refuse(MOMENTUM, "belongs to optimizer: sgd; remove it");
    }
    return new AlphaConfig(
        new OptimizerConfig(optimizer, section.get(LEARNING_RATE), momentum),
        section.get(STEPS),
        section.get(BATCH_SIZE),
        section.get(MIN),
        section.get(MAX),
        section.get(MIN_WEIGHT),
        section.get(MAX_WEIGHT));
  }

  @Override
  Fields fields(AlphaConfig alpha) {
    return new Fields()
        .with(OPTIMIZER, alpha.optimizer().type())
        .with(STEPS, alpha.steps())
        .with(LEARNING_RATE, alpha.optimizer().learningRate())
        .with(MOMENTUM, alpha.optimizer().momentum())
        .with(BATCH_SIZE, alpha.batchSize())
        .with(MIN, alpha.min())
        .with(MAX, alpha.max())
        .with(MIN_WEIGHT, alpha.minWeight())
        .with(MAX_WEIGHT, alpha.maxWeight());
  }
}

package io.tributary.model.config;

import java.util.List;

/** The section {@code training.optimizer}. */
final class OptimizerPart extends Part<OptimizerConfig> {

  private static final Key<OptimizerConfig.Type> TYPE =
      Key.optional(
          "type",
          Choice.of(OptimizerConfig.Type.class),
          OptimizerConfig.Type.SGD,
          "Gradient method");
  private static final Key<Double> LEARNING_RATE =
      Key.optional("learningRate", RealNumber.RATE, 0.01, "Size of its steps");
  private static final Key<Double> MOMENTUM =
      Key.optional("momentum", RealNumber.SHARE, 0.0, "Nesterov momentum; with `type: sgd` only");
  private static final Key<Double> DECAY =
      Key.optional(
          "decay",
          RealNumber.DECAY,
          0.0,
          "Rounds after which the learning rate is half: learningRate / (1 + n / decay) in a task's"
              + " (n + 1)th mini-epoch; 0: it stays");

  @Override
  List<Key<?>> keys() {
    return List.of(TYPE, LEARNING_RATE, MOMENTUM, DECAY);
  }

  @Override
  OptimizerConfig build(Section section) {
    OptimizerConfig.Type type = section.get(TYPE);
    double momentum = section.get(MOMENTUM);
    if (type != OptimizerConfig.Type.SGD && momentum != 0) {
      throw section.refuse(MOMENTUM, "belongs to type: sgd; remove it");
    }
    return new OptimizerConfig(type, section.get(LEARNING_RATE), momentum, section.get(DECAY));
  }

  @Override
  Fields fields(OptimizerConfig optimizer) {
    return new Fields()
        .with(TYPE, optimizer.type())
        .with(LEARNING_RATE, optimizer.learningRate())
        .with(MOMENTUM, optimizer.momentum())
        .with(DECAY, optimizer.decay());
  }
}

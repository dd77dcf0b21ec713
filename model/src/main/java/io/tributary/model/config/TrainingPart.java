package io.tributary.model.config;

import java.util.List;

/** The section {@code training}. */
final class TrainingPart extends Part<TrainingConfig> {

  private static final OptimizerPart OPTIMIZER_PART = new OptimizerPart();

  private static final Key<Integer> MINI_EPOCH =
      Key.optional(
          "miniEpoch",
          WholeNumber.atLeast(1),
          256,
          "Examples of a mini-epoch: of the target with `rounds.by: target`, of every task with"
              + " `by: count`");
  private static final Key<Integer> MAX_MINI_EPOCH =
      Key.optional(
          "maxMiniEpoch",
          new OrWord<>("all", Integer.MAX_VALUE, WholeNumber.atLeast(1)),
          Integer.MAX_VALUE,
          "Newest examples a task trains on in a round: with `rounds.by: target` an auxiliary one,"
              + " with `by: time` every one; the rest is counted as dropped");
  private static final Key<Integer> PENDING =
      Key.optional(
          "pending",
          new OrWord<>("all", Integer.MAX_VALUE, WholeNumber.atLeast(1)),
          Integer.MAX_VALUE,
          "Examples of a task that may wait for training; beyond it the oldest mini-epoch, or"
              + " window, is given up and counted as dropped");
  private static final Key<Integer> BATCH_SIZE =
      Key.optional("batchSize", WholeNumber.atLeast(1), 128, "Examples of a mini-batch");
  private static final Key<Integer> EPOCHS =
      Key.optional("epochs", WholeNumber.atLeast(1), 1, "Passes over a mini-epoch");
  private static final Key<Boolean> SHUFFLE =
      Key.optional(
          "shuffle", new Flag(), false, "Whether each pass runs in a random, seeded order");
  private static final Key<OptimizerConfig> OPTIMIZER =
      Key.optional("optimizer", OPTIMIZER_PART, OPTIMIZER_PART.defaults(), "Of the parameters");

  @Override
  List<Key<?>> keys() {
    return List.of(MINI_EPOCH, MAX_MINI_EPOCH, PENDING, BATCH_SIZE, EPOCHS, SHUFFLE, OPTIMIZER);
  }

  @Override
  TrainingConfig build(Section section) {
    return new TrainingConfig(
        section.get(MINI_EPOCH),
        section.get(MAX_MINI_EPOCH),
        section.get(PENDING),
        section.get(BATCH_SIZE),
        section.get(EPOCHS),
        section.get(SHUFFLE),
        section.get(OPTIMIZER));
  }

  @Override
  Fields fields(TrainingConfig training) {
    return new Fields()
        .with(MINI_EPOCH, training.miniEpoch())
        .with(MAX_MINI_EPOCH, training.maxMiniEpoch())
        .with(PENDING, training.pending())
        .with(BATCH_SIZE, training.batchSize())
        .with(EPOCHS, training.epochs())
        .with(SHUFFLE, training.shuffle())
        .with(OPTIMIZER, training.optimizer());
  }
}

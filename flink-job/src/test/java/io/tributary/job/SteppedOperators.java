package io.tributary.job;

import io.tributary.connectors.record.Gap;
import io.tributary.connectors.record.RoundMessage;
import io.tributary.job.message.TrainerMessage;
import io.tributary.job.round.GenerationSource;
import io.tributary.job.round.RoundCoordinatorFactory;
import io.tributary.job.round.RoundGaps;
import io.tributary.job.train.MiniEpochTrainerFactory;
import io.tributary.job.train.TaskKeys;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** The real operators of a job that is run step by step, begun or restored. */
final class SteppedOperators {

  private final Configuration configuration;
  private final TaskKeys keys;
  private final SteppedAliases aliases;
  private final List<RoundMessage> rounds;

  /** The operators of a job; the coordinator looks up what stands in the topics. */
  SteppedOperators(
      Configuration configuration,
      TaskKeys keys,
      SteppedAliases aliases,
      List<RoundMessage> rounds) {
    this.configuration = configuration;
    this.keys = keys;
    this.aliases = aliases;
    this.rounds = rounds;
  }

  /** The newest generation in the list of rounds; the interface asks for a serializable one. */
  private record Newest(@Nullable List<RoundMessage> rounds) implements GenerationSource {
    @Override
    public long newest() {
      return rounds == null || rounds.isEmpty()
          ? -1
          : rounds.get(rounds.size() - 1).fence().generation();
    }
  }

  private record NoGaps() implements RoundGaps {
    @Override
    public List<Gap> missing(String run, long last) {
      return List.of();
    }
  }

  /** A coordinator; null begins a run. */
  KeyedHarness<RoundMessage> coordinator(@Nullable OperatorSubtaskState saved) throws Exception {
    KeyedHarness<RoundMessage> coordinator =
        new KeyedHarness<>(
            new RoundCoordinatorFactory(
                configuration, true, true, new Newest(rounds), new NoGaps(), aliases, null),
            List.of((KeySelector<TrainerMessage, Integer>) message -> 0),
            TaskKeys.MAX_PARALLELISM,
            1,
            0);
    coordinator.setup();
    if (saved != null) {
      coordinator.initializeState(saved);
    }
    coordinator.open();
    return coordinator;
  }

  /** A trainer, with its part of what all trainers have saved; nothing begins a run. */
  KeyedHarness<TrainerMessage> trainer(
      List<OperatorSubtaskState> saved, int parallelism, int subtask) throws Exception {
    TaskKeys ofTasks = keys; // a selector is serialized, with all that it holds
    KeySelector<Example, Integer> byTask = example -> ofTasks.key(example.task());
    KeyedHarness<TrainerMessage> trainer =
        new KeyedHarness<>(
            new MiniEpochTrainerFactory(configuration, true),
            List.of(byTask),
            TaskKeys.MAX_PARALLELISM,
            parallelism,
            subtask);
    trainer.setup();
    if (!saved.isEmpty()) {
      OperatorSubtaskState[] all = saved.toArray(OperatorSubtaskState[]::new);
      trainer.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              AbstractStreamOperatorTestHarness.repackageState(all),
              TaskKeys.MAX_PARALLELISM,
              all.length,
              parallelism,
              subtask));
    }
    trainer.open();
    return trainer;
  }

  @SuppressWarnings("unchecked") // what the factory makes
  static TwoInputStreamOperator<Example, RoundMessage, TrainerMessage> ofTrainer(
      KeyedHarness<TrainerMessage> trainer) {
    return (TwoInputStreamOperator<Example, RoundMessage, TrainerMessage>)
        (Object) trainer.getOperator();
  }

  @SuppressWarnings("unchecked") // what the factory makes
  static OneInputStreamOperator<TrainerMessage, RoundMessage> ofCoordinator(
      KeyedHarness<RoundMessage> coordinator) {
    return (OneInputStreamOperator<TrainerMessage, RoundMessage>)
        (Object) coordinator.getOperator();
  }
}

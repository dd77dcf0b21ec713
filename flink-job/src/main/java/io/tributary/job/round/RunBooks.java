package io.tributary.job.round;

import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.Gap;
import io.tributary.connectors.record.Steered;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.job.input.EndedInputException;
import io.tributary.job.message.TrainerMessage.Answer;
import io.tributary.job.round.CombiningWorker.Combined;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * What a run has come to, in keyed state: what is learned, the dev window, the estimates. All calls
 * need the coordinator's key to be current.
 */
final class RunBooks {

  private final boolean bounded;
  private final CoordinatorState state;
  private final DevWindow dev;
  private final PrequentialBook prequential;
  private final PeriodBook periods;
  private final RunProgress progress;
  private final boolean restored;

  /**
   * Goes on from state, or starts a run when there is none.
   *
   * @param configuration with what commands have changed
   */
  RunBooks(
      KeyedStateStore store,
      CoordinatorSetup setup,
      Configuration configuration,
      CombiningWorker worker)
      throws Exception {
    state = new CoordinatorState(store);
    bounded = setup.bounded();
    prequential = new PrequentialBook(store);
    periods = new PeriodBook(store, configuration);
    dev = new DevWindow(state.dev(), configuration.dev().window());
    CoordinatorMemory memory = state.memory();
    restored = memory != null;
    List<String> tasks = configuration.taskNames();
    String learningPart = ConfigurationPrinter.learningPart(configuration);
    if (memory == null) {
      InitialModel model = setup.initialModel();
      progress =
          new RunProgress(
              UUID.randomUUID().toString(),
              tasks,
              worker.initial(model),
              new LineageBook(learningPart, model == null ? null : model.origin()));
    } else {
      if (Boolean.TRUE.equals(memory.bounded()) && !bounded) {
        throw new EndedInputException(); // what has been read to its end would be waited for
      }
      long generation = Math.max(memory.generation(), setup.generations().newest()) + 1;
      progress =
          RunProgress.restored(
              memory, state.learning(memory), worker::adopt, generation, tasks, learningPart);
    }
  }

  /** Whether the run goes on from state. */
  boolean isRestored() {
    return restored;
  }

  RunProgress progress() {
    return progress;
  }

  DevWindow dev() {
    return dev;
  }

  /** What periods have kept. */
  PeriodBook periods() {
    return periods;
  }

  /** What is told of a finished round. */
  record Finished(TaskWeightsRecord weights, List<EvaluationRecord> scores) {}

  /**
   * Enters a round that was combined.
   *
   * @param records puts it into words
   * @param steered what commands have made of it
   * @param gap that its record is to tell of, or null
   */
  Finished finish(
      RoundInProgress round,
      Combined combined,
      RoundRecords records,
      Steered steered,
      @Nullable Gap gap)
      throws Exception {
    List<EvaluationRecord> scores = new ArrayList<>(ofAnswers(round.answers(), records));
    List<Example> newDev = dev.add(round.newDev());
    progress.count(round.answers());
    progress.finish(combined.result(), round.answers(), newDev, steered.commands());
    periods.take(progress.learning().round(), round.newTest());
    TaskWeightsRecord weights =
        records.taskWeights(progress, combined.result().report(), steered).withGap(gap);
    scores.addAll(records.ofDev(progress, combined.result().report()));
    return new Finished(weights, scores);
  }

  /** Enters the last answers, which come without a round. */
  List<EvaluationRecord> end(List<Answer> answers, RoundRecords records) {
    progress.count(answers);
    return ofAnswers(answers, records);
  }

  private List<EvaluationRecord> ofAnswers(List<Answer> answers, RoundRecords records) {
    return records.ofAnswers(progress, progress.learning().round(), answers, prequential);
  }

  /** Puts what a restore needs into keyed state. */
  void store() throws Exception {
    state.store(progress.memory(bounded), progress.learning());
    prequential.store();
    periods.store();
  }
}

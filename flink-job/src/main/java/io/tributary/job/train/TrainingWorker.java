package io.tributary.job.train;

import io.tributary.connectors.record.Fence;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.job.message.FloatChunks;
import io.tributary.job.message.TrainerMessage;
import io.tributary.job.message.TrainerMessage.Answer;
import io.tributary.job.message.TrainerMessage.DeltaChunk;
import io.tributary.job.message.TrainerMessage.DevExamples;
import io.tributary.job.message.TrainerMessage.FreshExamples;
import io.tributary.job.message.TrainerMessage.HeldOutScore;
import io.tributary.job.message.TrainerMessage.Moments;
import io.tributary.job.message.TrainerMessage.Outcome;
import io.tributary.job.message.TrainerMessage.TestExamples;
import io.tributary.job.message.TrainerMessage.Training;
import io.tributary.job.worker.BackgroundWorker;
import io.tributary.model.Example;
import io.tributary.model.LabelMoments;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Split;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.evaluation.Baselines;
import io.tributary.model.lineage.MiniEpochLineage;
import io.tributary.model.round.Branches;
import io.tributary.model.round.Observation;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/** Trains and scores beside the mailbox with an engine of its own. */
final class TrainingWorker implements AutoCloseable {

  private static final int BATCH_BYTES = 900_000;

  private final BackgroundWorker background;
  private Tools tools;
  private @Nullable Engine engine; // of the background thread alone, as the next one is
  private @Nullable Configuration engineOf;

  TrainingWorker(TrainerSetup setup, MailboxExecutor mailbox, int subtask) {
    this.tools = Tools.of(setup.configuration());
    this.background = new BackgroundWorker(mailbox, "tributary-trainer-" + subtask);
  }

  /** What training with a configuration needs. */
  private record Tools(Configuration configuration, Branches branches, Observation observation) {
    static Tools of(Configuration configuration) {
      return new Tools(configuration, Branches.of(configuration), new Observation(configuration));
    }
  }

  private Tools tools(OpenRound round) {
    Configuration configuration = round.course().configuration();
    if (!tools.configuration().equals(configuration)) {
      tools = Tools.of(configuration);
    }
    return tools;
  }

  /**
   * Trains the closed mini-epoch of a task, whose key is current.
   *
   * @param then gets what the coordinator is to be told, the answer last
   */
  void train(
      OpenRound round, TaskLedger ledger, ThrowingConsumer<List<TrainerMessage>, Exception> then)
      throws Exception {
    Tools with = tools(round);
    MiniEpoch miniEpoch = ledger.closedMiniEpoch();
    List<Example> dev = ledger.task().target() ? ledger.closedDev() : List.of();
    List<Example> fresh =
        ledger.task().target() && with.branches().lookAtFresh() ? miniEpoch.examples() : List.of();
    List<Example> test = ledger.closedTest();
    HeldOut held = heldOut(round, ledger);
    Baselines baselines = ledger.closedBaselines();
    String task = ledger.task().name();
    float weight = round.header().weights().getOrDefault(task, 1f);
    float rate = round.header().rate(task);
    background.run(
        () -> {
          List<HeldOutScore> scores = score(held, round, with);
          TaskDelta delta =
              with.branches()
                  .train(
                      engine(with),
                      round.parameters(),
                      round.header().leader(),
                      weight,
                      rate,
                      miniEpoch);
          Training training =
              new Training(
                  delta.before(),
                  delta.after(),
                  miniEpoch.scale(),
                  MiniEpochLineage.of(task, miniEpoch),
                  baselines);
          return new Trained(delta.with(with.observation().moments(miniEpoch)), training, scores);
        },
        trained -> then.accept(messages(round, ledger, dev, fresh, test, trained)));
  }

  /** Scores held-out examples of a task, whose key is current, when the round asks for it. */
  void score(
      OpenRound round, TaskLedger ledger, ThrowingConsumer<List<HeldOutScore>, Exception> then)
      throws Exception {
    Tools with = tools(round);
    HeldOut held = heldOut(round, ledger);
    background.run(() -> score(held, round, with), then);
  }

  /** Cuts the published parameters out of those of all branches only when something is scored. */
  private List<HeldOutScore> score(HeldOut held, OpenRound round, Tools with) {
    return held.isEmpty()
        ? List.of()
        : held.score(
            engine(with), with.branches().parameters(round.parameters(), round.header().leader()));
  }

  private record Trained(TaskDelta delta, Training training, List<HeldOutScore> scores) {}

  private static List<TrainerMessage> messages(
      OpenRound round,
      TaskLedger ledger,
      List<Example> dev,
      List<Example> fresh,
      List<Example> test,
      Trained trained) {
    Fence fence = round.fence();
    int task = ledger.task().index();
    List<TrainerMessage> messages = new ArrayList<>();
    batches(dev).forEach(some -> messages.add(new DevExamples(fence, task, some)));
    batches(fresh).forEach(some -> messages.add(new FreshExamples(fence, task, some)));
    batches(test).forEach(some -> messages.add(new TestExamples(fence, task, some)));
    List<byte[]> chunks = FloatChunks.split(trained.delta().values());
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      messages.add(new DeltaChunk(fence, task, chunk, chunks.get(chunk)));
    }
    LabelMoments moments = trained.delta().moments();
    if (moments != null) {
      messages.add(new Moments(fence, task, moments.columns(), moments.sums()));
    }
    messages.add(
        new Answer(
            fence,
            task,
            Outcome.DELTA,
            trained.training(),
            trained.scores(),
            ledger.counters(),
            round.spent(task)));
    return messages;
  }

  private static List<List<Example>> batches(List<Example> examples) {
    List<List<Example>> batches = new ArrayList<>();
    int batch = examples.isEmpty() ? 1 : examplesPerBatch(examples.get(0));
    for (int from = 0; from < examples.size(); from += batch) {
      int to = Math.min(examples.size(), from + batch);
      batches.add(List.copyOf(examples.subList(from, to)));
    }
    return batches;
  }

  private static int examplesPerBatch(Example example) {
    int bytes = Float.BYTES * (example.features().length + example.label().length) + 128;
    return Math.max(1, BATCH_BYTES / bytes);
  }

  /** Held-out examples of one task. */
  private record HeldOut(int task, LabelScale scale, List<Example> dev, List<Example> test) {

    boolean isEmpty() {
      return dev.isEmpty() && test.isEmpty();
    }

    List<HeldOutScore> score(Engine engine, float[] parameters) {
      List<HeldOutScore> scores = new ArrayList<>();
      if (!dev.isEmpty()) {
        scores.add(new HeldOutScore(Split.DEV, engine.score(parameters, task, dev, scale)));
      }
      if (!test.isEmpty()) {
        scores.add(new HeldOutScore(Split.TEST, engine.score(parameters, task, test, scale)));
      }
      return scores;
    }
  }

  private static HeldOut heldOut(OpenRound round, TaskLedger ledger) throws Exception {
    int task = ledger.task().index();
    boolean last = round.header().phase() == Phase.LAST;
    if (!round.header().publish() || !ledger.isTrained()) {
      return new HeldOut(task, ledger.scale(), List.of(), List.of());
    }
    return new HeldOut(
        task, ledger.scale(), ledger.held(Split.DEV, last), ledger.held(Split.TEST, last));
  }

  private Engine engine(Tools with) {
    if (engine != null && !with.configuration().equals(engineOf)) {
      engine.close();
      engine = null;
    }
    if (engine == null) {
      engine = Engines.open(with.configuration());
      engineOf = with.configuration();
    }
    return engine;
  }

  @Override
  public void close() {
    background.close(
        () -> {
          if (engine != null) {
            engine.close();
          }
        });
  }
}

package io.tributary.job.round;

import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundHeader.Timing;
import io.tributary.connectors.record.RoundMessage;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.job.message.TrainerMessage;
import io.tributary.job.message.TrainerMessage.Answer;
import io.tributary.job.message.TrainerMessage.Commanded;
import io.tributary.job.message.TrainerMessage.Hello;
import io.tributary.job.message.TrainerMessage.Joined;
import io.tributary.job.message.TrainerMessage.Late;
import io.tributary.job.message.TrainerMessage.OfRound;
import io.tributary.job.message.TrainerMessage.Outcome;
import io.tributary.job.message.TrainerMessage.Ready;
import io.tributary.job.message.TrainerMessage.Rejected;
import io.tributary.job.message.TrainerMessage.Waiting;
import io.tributary.job.round.CombiningWorker.Combined;
import io.tributary.job.round.RunBooks.Finished;
import io.tributary.job.worker.LatestTimer;
import io.tributary.model.config.RoundsConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Combines each round's deltas and publishes the outcome. It opens a round by publishing the
 * parameters to every known incarnation of the trainers, collects their answers, has the round
 * learner combine them beside the mailbox, and opens the next. Its main output goes to the {@code
 * rounds} topic, its side output to the topics that users read.
 */
final class RoundCoordinator extends AbstractStreamOperator<RoundMessage>
    implements OneInputStreamOperator<TrainerMessage, RoundMessage> {

  /** The one key that all state lies under. */
  private static final Integer KEY = 0;

  private final CoordinatorSetup setup;
  private final CombiningWorker worker;
  private final RoundPublisher publisher;
  private final ModelPublishing models;
  private final Steersman steersman;
  private final Helm helm;
  private final Map<Integer, Long> incarnations = new TreeMap<>();
  private final MailboxExecutor mailbox;
  private final LatestTimer patience;
  private @Nullable CoordinatorMetrics told;
  private @Nullable GapWatch gaps;
  private @Nullable RunBooks books;
  private @Nullable RoundInProgress open;
  private long watermark = Long.MIN_VALUE;

  RoundCoordinator(StreamOperatorParameters<RoundMessage> parameters, CoordinatorSetup setup) {
    super(parameters);
    this.setup = setup;
    this.mailbox = parameters.getMailboxExecutor();
    this.patience = new LatestTimer(parameters.getProcessingTimeService());
    this.worker = new CombiningWorker(setup.configuration(), parameters.getMailboxExecutor());
    this.publisher = new RoundPublisher(setup.configuration(), parameters.getOutput());
    this.models = new ModelPublishing(setup, worker, publisher, mailbox);
    this.steersman = new Steersman(setup, publisher, models);
    this.helm = new Helm(steersman, worker, publisher, models);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    setCurrentKey(KEY);
    KeyedStateStore store = context.getKeyedStateStore();
    helm.initialize(store);
    RunBooks opened = new RunBooks(store, setup, helm.course().configuration(), worker);
    books = opened;
    models.initialize(new ChampionState(store), !opened.isRestored());
    if (opened.isRestored()) {
      gaps = new GapWatch(setup.gaps(), mailbox);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    told =
        new CoordinatorMetrics(
            getMetricGroup(), setup.configuration(), progress(), models.champions(), steersman);
    if (gaps != null) {
      gaps.start(progress().fence(), getProcessingTimeService(), told.roundsLost());
    }
    models.open(this::progress);
    publishIfDue();
  }

  @Override
  public void processElement(StreamRecord<TrainerMessage> element) throws Exception {
    TrainerMessage message = element.getValue();
    if (message instanceof Hello hello) {
      greet(hello);
    } else if (message instanceof Commanded commanded) {
      steersman.hear(commanded);
      steer();
    } else if (message instanceof Rejected rejected) {
      progress().reject(rejected.examplesByTask());
    } else if (message instanceof Late late) {
      progress().setAside(late.examplesByTask());
    } else if (message instanceof Joined joined) {
      progress().join(joined.joins());
    } else if (message instanceof OfRound ofRound
        && open != null
        && ofRound.fence().equals(open.fence())) {
      take(ofRound, open);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    judge();
  }

  /** Every trainer subtask's present incarnation must be known before a round can be opened. */
  private void greet(Hello hello) {
    incarnations.put(hello.subtask(), hello.incarnation());
    if (incarnations.size() < hello.parallelism()) {
      return;
    }
    boolean changed = followCommands();
    if (progress().phase() == Phase.DONE) {
      publisher.done(progress(), List.of());
    } else {
      openRound(null, List.of(), null);
    }
    if (changed) {
      publishIfDue();
    }
  }

  private void openRound(
      @Nullable TaskWeightsRecord finished,
      List<EvaluationRecord> scores,
      @Nullable Timing timing) {
    RoundInProgress opened = new RoundInProgress(progress().fence());
    open = opened;
    boolean publish =
        progress().phase() == Phase.LAST || models.isDue(progress().learning().round());
    long start = System.nanoTime();
    publisher.openRound(
        progress(),
        steersman.told(),
        publish,
        List.copyOf(incarnations.values()),
        finished,
        scores,
        timing);
    metrics().opened((System.nanoTime() - start) / 1e6);
    if (setup.configuration().rounds() instanceof RoundsConfig.ByCount byCount
        && !byCount.waitsForAll()) {
      patience.set(
          byCount.patience().toMillis(),
          () -> {
            opened.expire();
            judge();
          });
    }
  }

  private void take(OfRound message, RoundInProgress round) {
    if (message instanceof Waiting waiting) {
      publisher.waiting(round.fence(), waiting);
      return;
    }
    if (round.isCombining()) {
      return; // too late for this round; the trainer keeps the mini-epoch for the next
    }
    if (progress().phase() == Phase.LAST && !isLast(message)) {
      return; // said before its trainer knew of the end
    }
    round.take(message);
    if (message instanceof Ready ready && ready.endsAt() != null) {
      publisher.span(round.fence(), ready.endsAt());
    }
    judge();
  }

  private static boolean isLast(OfRound message) {
    return message instanceof Answer answer && answer.outcome() == Outcome.ENDED;
  }

  private void judge() {
    RoundInProgress round = open;
    if (round == null || round.isCombining()) {
      return;
    }
    if (progress().phase() == Phase.LAST) {
      finishRun(round);
      return;
    }
    round
        .window()
        .choose(helm.course().active(), watermark)
        .ifPresent(endsAt -> publisher.span(round.fence(), endsAt));
    switch (helm.completion().judge(round)) {
      case WAIT -> {}
      case AGAIN -> openRound(null, List.of(), null);
      case COMBINE -> {
        if (helm.course().paused().stream().allMatch(round::hasAnswered)) {
          combine(round); // what they were scored belongs to the round, too
        }
      }
      case END -> {
        progress().enter(Phase.LAST);
        publishIfDue();
        openRound(null, List.of(), null);
      }
    }
  }

  private void combine(RoundInProgress round) {
    round.startCombining();
    worker.combine(
        progress().learning(),
        round.takeDeltas(),
        progress().scalesWith(round.answers()),
        books().dev().with(round.newDev()),
        round.fresh(),
        combined -> finishRound(round, combined));
  }

  private void finishRound(RoundInProgress round, Combined combined) throws Exception {
    if (round != open) {
      return; // opened again meanwhile: the answers will come again
    }
    setCurrentKey(KEY);
    Finished finished =
        books()
            .finish(
                round,
                combined,
                helm.records(),
                steersman.told(),
                gaps == null ? null : gaps.next());
    publisher.taskWeights(finished.weights());
    publisher.evaluations(finished.scores());
    Timing timing = round.timing(combined.millis());
    metrics().finished(combined.result().report(), timing);
    metrics().scored(finished.scores());
    steersman.finished();
    followCommands();
    openRound(finished.weights(), finished.scores(), timing);
    publishIfDue();
  }

  /** Commands take effect between rounds: the open one is begun anew, unless it is all but done. */
  private void steer() {
    RoundInProgress round = open;
    boolean between = round != null && !round.isCombining();
    if ((between || progress().phase() != Phase.OPEN) && followCommands()) {
      progress().beginAnew();
      openRound(null, List.of(), null);
      publishIfDue();
    }
  }

  /** Follows what waits; whether a round that is open already is to be begun anew. */
  private boolean followCommands() {
    setCurrentKey(KEY);
    return helm.follow(books(), this::steer);
  }

  /** The input has ended: once every task has told its last counts and scores, all is said. */
  private void finishRun(RoundInProgress round) {
    boolean allAnswered =
        helm.course().configuration().tasks().stream()
            .allMatch(task -> round.hasAnswered(task.task().index()));
    if (!allAnswered
        || watermark != Long.MAX_VALUE
        || progress().published() != progress().learning().round()
        || books().periods().isDue(progress())) {
      return;
    }
    List<EvaluationRecord> scores = books().end(round.answers(), helm.records());
    publisher.evaluations(scores);
    metrics().scored(scores);
    progress().enter(Phase.DONE);
    open = null;
    publisher.done(progress(), scores);
  }

  private void publishIfDue() {
    models.publishIfDue(progress(), books().dev().examples(), metrics().published(), this::judge);
    books()
        .periods()
        .evaluateIfDue(progress(), helm.course().configuration(), worker, this::tellPeriods);
  }

  private void tellPeriods(List<EvaluationRecord> scores) {
    publisher.evaluations(scores);
    metrics().scored(scores);
    judge();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    setCurrentKey(KEY);
    books().store();
    models.store();
    steersman.store();
  }

  @Override
  public void close() throws Exception {
    try {
      if (gaps != null) {
        gaps.close();
      }
      models.close();
      worker.close();
    } finally {
      super.close();
    }
  }

  private RunBooks books() {
    return Objects.requireNonNull(books, "not initialised");
  }

  private RunProgress progress() {
    return books().progress();
  }

  private CoordinatorMetrics metrics() {
    return Objects.requireNonNull(told, "not open");
  }
}

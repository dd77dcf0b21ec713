package io.tributary.job.train;

import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundMessage;
import io.tributary.connectors.record.SpanRecord;
import io.tributary.job.message.TrainerMessage;
import io.tributary.job.message.TrainerMessage.Answer;
import io.tributary.job.message.TrainerMessage.Hello;
import io.tributary.job.message.TrainerMessage.Outcome;
import io.tributary.job.message.TrainerMessage.Ready;
import io.tributary.job.message.TrainerMessage.Settled;
import io.tributary.job.message.TrainerMessage.Waiting;
import io.tributary.job.metrics.JobMetric;
import io.tributary.job.metrics.MetricLabel;
import io.tributary.job.metrics.Metrics;
import io.tributary.job.metrics.NativeMemoryMetrics;
import io.tributary.job.window.Windows;
import io.tributary.job.worker.LatestTimer;
import io.tributary.model.Example;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the examples of the tasks it owns into mini-epochs and answers every round with their
 * deltas. Examples arrive on the keyed first input, rounds on the broadcast second one. Examples
 * and progress are keyed state; parameters are never kept: after a restore this trainer reports a
 * new incarnation, and the coordinator publishes them again.
 */
final class MiniEpochTrainer extends AbstractStreamOperator<TrainerMessage>
    implements TwoInputStreamOperator<Example, RoundMessage, TrainerMessage> {

  private static final long WAITING_REPORT_MILLIS = 1_000;

  private final TrainerSetup setup;
  private final MailboxExecutor mailbox;
  private final LatestTimer report;
  private final EventClock clock = new EventClock();
  private final long incarnation = ThreadLocalRandom.current().nextLong();
  private final RoundInbox inbox;
  private @Nullable TaskLedgers ledgers;
  private @Nullable SavedClock savedClock;
  private @Nullable TrainingWorker worker;
  private @Nullable OpenRound round;

  MiniEpochTrainer(StreamOperatorParameters<TrainerMessage> parameters, TrainerSetup setup) {
    super(parameters);
    this.setup = setup;
    this.mailbox = parameters.getMailboxExecutor();
    this.inbox = new RoundInbox(incarnation, setup.courses()::of);
    this.report = new LatestTimer(parameters.getProcessingTimeService());
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    savedClock = new SavedClock(context.getOperatorStateStore());
    clock.advance(savedClock.restored());
    ledgers =
        new TaskLedgers(
            setup,
            new TrainerState(context.getKeyedStateStore()),
            getRuntimeContext().getTaskInfo(),
            this::enter,
            this::register);
  }

  private void register(TaskLedger ledger) {
    Metrics.of(getMetricGroup(), setup.configuration().model().name())
        .with(MetricLabel.TASK, ledger.task().name())
        .counter(JobMetric.ACCEPTED, () -> ledger.counters().received())
        .counter(JobMetric.TRAINED, () -> ledger.counters().trained())
        .counter(JobMetric.REPLAYED, () -> ledger.counters().replayed())
        .counter(JobMetric.DEV, () -> ledger.counters().dev())
        .counter(JobMetric.TEST, () -> ledger.counters().test())
        .counter(JobMetric.DROPPED, () -> ledger.counters().dropped())
        .counter(JobMetric.RETIRED, () -> ledger.counters().retired())
        .gauge(JobMetric.PENDING, () -> ledger.counters().pending());
  }

  @Override
  public void open() throws Exception {
    super.open();
    NativeMemoryMetrics.register(Metrics.of(getMetricGroup()), setup.configuration().engine());
    var info = getRuntimeContext().getTaskInfo();
    worker = new TrainingWorker(setup, mailbox, info.getIndexOfThisSubtask());
    Hello hello =
        new Hello(info.getIndexOfThisSubtask(), info.getNumberOfParallelSubtasks(), incarnation);
    mailbox.execute(
        () -> {
          tell(hello);
          output.emitWatermark(new Watermark(clock.watermark()));
        },
        "report incarnation");
  }

  @Override
  public void processElement1(StreamRecord<Example> element) throws Exception {
    Example example = element.getValue();
    if (!ledgers().has(example)) {
      ledgers().keep(example);
      return;
    }
    TaskLedger ledger = ledgers().of(example);
    ledger.accept(example);
    if (ledger.waiting() > setup.configuration().training().pending()) {
      ledger.dropWaiting(Math.min(closing().givesUp(ledger), ledger.waiting()));
    }
    // Under rounds by target the watermark decides, so that only it need be asked.
    if (round != null && ledger.waiting() == closing().needs(ledger)) {
      advance(ledger, round);
    }
  }

  @Override
  public void processElement2(StreamRecord<RoundMessage> element) throws Exception {
    RoundMessage message = element.getValue();
    if (message.kind() == RoundMessage.Kind.SPAN) {
      if (round != null && round.fence().equals(message.fence())) {
        round.setSpan(Json.read(message.body(), SpanRecord.class).endsAt());
        advanceAll();
      }
      return;
    }
    var complete = inbox.take(message);
    if (complete.isPresent()) {
      begin(complete.get());
    }
  }

  /** Only the examples' watermark counts: the rounds have no event time. */
  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    clock.advance(mark.getTimestamp());
    advanceAll();
    output.emitWatermark(mark); // tells the coordinator of the end of the input
  }

  @Override
  public void processWatermark2(Watermark mark) {}

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
    if (input == 0) {
      clock.idle(status.isIdle());
      advanceAll();
    }
  }

  private void begin(OpenRound newRound) throws Exception {
    round = newRound;
    ledgers().follow(newRound.course());
    for (TaskLedger ledger : ledgers().all()) {
      enter(ledger.task().index());
      ledger.consume(newRound.header().consumed().getOrDefault(ledger.task().name(), 0L));
      ledger.steer(newRound.course());
      if (newRound.header().phase() == Phase.LAST) {
        ledger.dropLeftovers();
        newRound.begin(ledger.task().index());
        worker().score(newRound, ledger, scores -> answer(newRound, ledger, Outcome.ENDED, scores));
      }
    }
    advanceAll();
    reportWaitingLater(newRound);
  }

  private void advanceAll() throws Exception {
    if (round != null) {
      for (TaskLedger ledger : ledgers().all()) {
        enter(ledger.task().index());
        advance(ledger, round);
      }
    }
  }

  /** Does for one task, whose key is current, what the open round now allows. */
  private void advance(TaskLedger ledger, OpenRound open) throws Exception {
    int task = ledger.task().index();
    if (!ledger.isTrained() || open.hasBegun(task)) {
      return;
    }
    if (open.course().isPaused(ledger.task())) {
      open.begin(task);
      worker().score(open, ledger, scores -> answer(open, ledger, Outcome.NONE, scores));
      return;
    }
    switch (closing().judge(ledger, clock, open.span())) {
      case WAIT -> tellSettled(ledger, open);
      case NONE -> {
        open.begin(task);
        worker().score(open, ledger, scores -> answer(open, ledger, Outcome.NONE, scores));
      }
      case EXHAUSTED -> {
        open.begin(task);
        answer(open, ledger, Outcome.EXHAUSTED, List.of());
      }
      case TRAIN -> {
        open.begin(task);
        Long end = closing().tellsEnd(ledger) ? ledger.closedEnd() : null;
        tell(new Ready(open.fence(), task, end));
        worker().train(open, ledger, messages -> tellAll(open, messages));
      }
    }
  }

  /** Under rounds by time the coordinator chooses a window among the oldest of the tasks. */
  private void tellSettled(TaskLedger ledger, OpenRound open) {
    closing()
        .windows()
        .ifPresent(
            windows -> {
              OptionalLong end = oldestEnd(ledger, windows);
              boolean settled = end.isPresent() && clock.hasPassed(end.getAsLong() - 1);
              int task = ledger.task().index();
              if (open.tellsAnew(task, settled ? end : OptionalLong.empty())) {
                tell(new Settled(open.fence(), task, settled ? end.getAsLong() : null));
              }
            });
  }

  private static OptionalLong oldestEnd(TaskLedger ledger, Windows windows) {
    OptionalLong oldest = ledger.oldestTime();
    return oldest.isPresent()
        ? OptionalLong.of(windows.endOf(oldest.getAsLong()))
        : OptionalLong.empty();
  }

  private void answer(
      OpenRound open,
      TaskLedger ledger,
      Outcome outcome,
      List<TrainerMessage.HeldOutScore> scores) {
    tellAll(
        open,
        List.of(
            new Answer(
                open.fence(),
                ledger.task().index(),
                outcome,
                null,
                scores,
                ledger.counters(),
                open.spent(ledger.task().index()))));
  }

  private void tellAll(OpenRound open, List<TrainerMessage> messages) {
    if (open == round) {
      messages.forEach(this::tell);
    }
  }

  private void tell(TrainerMessage message) {
    output.collect(new StreamRecord<>(message));
  }

  /** While a task lacks examples, says so now and then; for people only. */
  private void reportWaitingLater(OpenRound open) {
    report.set(
        WAITING_REPORT_MILLIS,
        () -> {
          if (open == round && reportWaiting(open)) {
            reportWaitingLater(open);
          }
        });
  }

  private boolean reportWaiting(OpenRound open) {
    boolean any = false;
    for (TaskLedger ledger : ledgers().all()) {
      int needs = closing().needs(ledger);
      Optional<Windows> windows = closing().windows();
      int task = ledger.task().index();
      if (ledger.isTrained() && (needs > 0 || windows.isPresent()) && !open.hasBegun(task)) {
        OptionalLong end = windows.map(w -> oldestEnd(ledger, w)).orElse(OptionalLong.empty());
        Long until = end.isPresent() ? end.getAsLong() : null;
        tell(new Waiting(open.fence(), task, ledger.waiting(), needs, until));
        any = true;
      }
    }
    return any;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    ledgers().store();
    Objects.requireNonNull(savedClock, "not initialised").store(clock);
  }

  @Override
  public void close() throws Exception {
    try {
      if (worker != null) {
        worker.close();
      }
    } finally {
      super.close();
    }
  }

  private void enter(int task) {
    setCurrentKey(setup.keys().key(task));
  }

  private TaskLedgers ledgers() {
    return Objects.requireNonNull(ledgers, "not initialised");
  }

  private ClosingRule closing() {
    return ledgers().closing();
  }

  private TrainingWorker worker() {
    return Objects.requireNonNull(worker, "not open");
  }
}

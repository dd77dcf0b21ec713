package io.tributary.job.score;

import io.tributary.connectors.example.RawRecord;
import io.tributary.connectors.record.OutRecord;
import io.tributary.job.metrics.Metrics;
import io.tributary.job.score.Scorer.Asked;
import io.tributary.model.config.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests with the newest model that its source has put together. It has no state: what
 * waits is answered before every barrier. Models change between two batches; before the first there
 * is none, and requests wait.
 */
final class ScoringOperator extends AbstractStreamOperator<OutRecord>
    implements OneInputStreamOperator<RawRecord, OutRecord>, BoundedOneInput {

  private final Configuration configuration;
  private final ModelSource source;
  private final ScoringSettings settings;
  private final MailboxExecutor mailbox;
  private final List<Asked> waiting = new ArrayList<>();
  private @Nullable Scorer scorer;
  private @Nullable ModelFeed feed;
  private @Nullable ScoringMetrics told;
  private @Nullable ServedModel serving; // changed by mails alone
  private boolean timed;

  ScoringOperator(
      StreamOperatorParameters<OutRecord> parameters,
      Configuration configuration,
      ModelSource source,
      ScoringSettings settings) {
    super(parameters);
    this.configuration = configuration;
    this.source = source;
    this.settings = settings;
    this.mailbox = parameters.getMailboxExecutor();
  }

  @Override
  public void open() throws Exception {
    super.open();
    ScoringMetrics counted =
        new ScoringMetrics(Metrics.of(getMetricGroup(), configuration.model().name()));
    told = counted;
    Scorer opened = new Scorer(configuration, getProcessingTimeService()::getCurrentProcessingTime);
    scorer = opened;
    ModelFeed models =
        new ModelFeed(
            source,
            opened.engine().layout(),
            configuration.taskNames(),
            this::hand,
            counted::modelFailed);
    feed = models;
    models.start();
  }

  /** A whole model, from the feed's thread to the mailbox. */
  private void hand(ServedModel model) {
    try {
      mailbox.execute(
          () -> {
            serving = model;
            metrics().serves(model);
          },
          "next model");
    } catch (RejectedExecutionException ending) {
      // the task takes no mail while it closes its operators
    }
  }

  @Override
  public void processElement(StreamRecord<RawRecord> element) throws Exception {
    while (serving == null) {
      mailbox.yield();
    }
    Asked asked = scorer().decode(element.getValue());
    if (!asked.isUsable()) {
      metrics().rejected(Objects.requireNonNull(asked.input().reason()));
      output.collect(ScoringOperatorFactory.DEAD_LETTERS, new StreamRecord<>(asked.deadLetter()));
      return;
    }
    waiting.add(asked);
    if (waiting.size() >= settings.batch() || settings.linger().isZero()) {
      answer();
    } else if (!timed) {
      timed = true;
      var unused = // a closed operator's timers are cancelled by Flink
          getProcessingTimeService()
              .registerTimer(
                  getProcessingTimeService().getCurrentProcessingTime()
                      + settings.linger().toMillis(),
                  time -> {
                    timed = false;
                    answer();
                  });
    }
  }

  private void answer() {
    if (waiting.isEmpty()) {
      return;
    }
    ServedModel model = Objects.requireNonNull(serving, "nothing waits without a model");
    List<OutRecord> answers = scorer().answer(waiting, model);
    long now = getProcessingTimeService().getCurrentProcessingTime();
    for (int i = 0; i < answers.size(); i++) {
      metrics().answered(now - waiting.get(i).record().timestamp());
      output.collect(new StreamRecord<>(answers.get(i)));
    }
    waiting.clear();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) {
    answer();
  }

  @Override
  public void endInput() {
    answer();
  }

  @Override
  public void close() throws Exception {
    try {
      if (feed != null) {
        feed.close();
      }
      if (scorer != null) {
        scorer.close();
      }
    } finally {
      super.close();
    }
  }

  private Scorer scorer() {
    return Objects.requireNonNull(scorer, "not open");
  }

  private ScoringMetrics metrics() {
    return Objects.requireNonNull(told, "not open");
  }
}

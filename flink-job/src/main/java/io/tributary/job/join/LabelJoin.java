package io.tributary.job.join;

import io.tributary.connectors.example.DeadLetter;
import io.tributary.connectors.example.Decoded.Rejected;
import io.tributary.connectors.example.Part;
import io.tributary.connectors.example.Part.Label;
import io.tributary.connectors.example.Part.Labels;
import io.tributary.connectors.example.Reason;
import io.tributary.connectors.record.RoundHeader.Joins;
import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.job.message.TrainerMessage;
import io.tributary.model.Example;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Joins the parts of each id by the rules of {@link Joiner}. A part waits in state until the
 * watermark says that its turn has come; whole examples go on before that watermark does, so that
 * none is late for the trainers. Counts go to the coordinator before every watermark and every
 * checkpoint, so that a checkpoint's counts are those of its state.
 */
final class LabelJoin extends AbstractStreamOperator<Example>
    implements OneInputStreamOperator<Part, Example>, Triggerable<String, VoidNamespace> {

  private final Joiner joiner;
  private final Settling settling;
  private final List<String> tasks;
  private final String rejection;
  private transient Joins untold = Joins.NONE;
  private transient @Nullable ValueState<JoinEntry> entries;
  private transient @Nullable InternalTimerService<VoidNamespace> timers;

  /**
   * An operator.
   *
   * @param tasks names in the order of the configuration
   * @param rejection what is told of labels that no features came for
   */
  LabelJoin(
      StreamOperatorParameters<Example> parameters,
      Joiner joiner,
      Settling settling,
      List<String> tasks,
      String rejection) {
    super(parameters);
    this.joiner = joiner;
    this.settling = settling;
    this.tasks = tasks;
    this.rejection = rejection;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    entries =
        context
            .getKeyedStateStore()
            .getState(
                new ValueStateDescriptor<>("parts", CodecTypeInfo.of(JoinEntryCodec.INSTANCE)));
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("turns", VoidNamespaceSerializer.INSTANCE, this);
  }

  @Override
  public void processElement(StreamRecord<Part> element) throws Exception {
    Part part = element.getValue();
    untold = untold.plus(Joiner.arrival(part));
    entries().update(entry().with(part));
    wake(settling.of(part.position().time()));
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    JoinEntry left = joiner.advance(entry(), timer.getTimestamp(), new Results());
    if (left.isEmpty()) {
      entries().clear();
      return;
    }
    entries().update(left);
    long expiry = joiner.expiry(left);
    if (expiry != Long.MAX_VALUE) {
      wake(settling.of(expiry));
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("only event time counts");
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    var manager = getTimeServiceManager();
    if (manager.isPresent()) {
      manager.get().advanceWatermark(mark);
    }
    tell();
    output.emitWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    tell();
  }

  private void tell() {
    if (!untold.equals(Joins.NONE)) {
      output.collect(
          LabelJoinFactory.COUNTS, new StreamRecord<>(new TrainerMessage.Joined(untold)));
      untold = Joins.NONE;
    }
  }

  private void wake(long time) {
    Objects.requireNonNull(timers, "not open").registerEventTimeTimer(VoidNamespace.INSTANCE, time);
  }

  private JoinEntry entry() throws Exception {
    return Objects.requireNonNullElse(entries().value(), JoinEntry.NONE);
  }

  private ValueState<JoinEntry> entries() {
    return Objects.requireNonNull(entries, "not initialised");
  }

  private final class Results implements Joiner.Sink {
    @Override
    public void joined(Example example) {
      output.collect(new StreamRecord<>(example));
    }

    @Override
    public void withoutFeatures(Labels labels) {
      Map<String, Integer> byTask = new TreeMap<>();
      for (Label label : labels.labels()) {
        byTask.merge(tasks.get(label.task()), 1, Integer::sum);
      }
      DeadLetter letter =
          new DeadLetter(
              labels.record(), new Rejected(Reason.LABEL_WITHOUT_FEATURES, rejection, byTask));
      output.collect(LabelJoinFactory.DEAD_LETTERS, new StreamRecord<>(letter));
      output.collect(
          LabelJoinFactory.COUNTS, new StreamRecord<>(new TrainerMessage.Rejected(byTask)));
    }

    @Override
    public void count(Joins more) {
      untold = untold.plus(more);
    }
  }
}

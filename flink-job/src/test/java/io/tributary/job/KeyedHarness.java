package io.tributary.job;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * A real operator without a cluster: what reaches it, when its mails run and when it is
 * snapshotted, the test decides.
 *
 * @param <T> what it says
 */
final class KeyedHarness<T> extends AbstractStreamOperatorTestHarness<T> {

  private final Queue<T> said = new ArrayDeque<>();
  private final List<Object> saidAside = new ArrayList<>();
  private boolean ended;

  KeyedHarness(
      StreamOperatorFactory<T> factory,
      List<KeySelector<?, Integer>> keys,
      int maxParallelism,
      int parallelism,
      int subtask)
      throws Exception {
    super(factory, maxParallelism, parallelism, subtask);
    for (int input = 0; input < keys.size(); input++) {
      config.setStatePartitioner(input, keys.get(input));
    }
    config.setStateKeySerializer(IntSerializer.INSTANCE);
    config.serializeAllConfigs();
    setOutputCreator(serializer -> new Said());
  }

  /** What it has said since it was asked last. */
  Queue<T> said() {
    return said;
  }

  /** Takes what it has said on side outputs. */
  List<Object> takeSaidAside() {
    List<Object> taken = List.copyOf(saidAside);
    saidAside.clear();
    return taken;
  }

  /** Whether it has passed the end of the input on. */
  boolean hasEnded() {
    return ended;
  }

  /** Runs the mails that are there; whether there was one. */
  boolean runMails() throws Exception {
    boolean any = false;
    for (Optional<Mail> mail = mail(); mail.isPresent(); mail = mail()) {
      mail.get().run();
      any = true;
    }
    return any;
  }

  private Optional<Mail> mail() {
    return getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
  }

  private final class Said implements Output<StreamRecord<T>> {
    @Override
    public void collect(StreamRecord<T> record) {
      said.add(record.getValue());
    }

    @Override
    public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
      saidAside.add(record.getValue());
    }

    @Override
    public void emitWatermark(Watermark mark) {
      ended |= mark.getTimestamp() == Long.MAX_VALUE;
    }

    @Override
    public void emitWatermarkStatus(WatermarkStatus status) {}

    @Override
    public void emitLatencyMarker(LatencyMarker marker) {}

    @Override
    public void emitRecordAttributes(RecordAttributes attributes) {}

    @Override
    public void emitWatermark(WatermarkEvent watermark) {}

    @Override
    public void close() {}
  }
}

package io.tributary.job.input;

import io.tributary.connectors.example.ExampleDecoder;
import io.tributary.connectors.record.ControlForm;
import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.job.message.TrainerMessage;
import io.tributary.job.message.TrainerMessage.Commanded;
import io.tributary.job.metrics.InputMetrics;
import io.tributary.job.metrics.Metrics;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import io.tributary.model.steering.Addition;
import io.tributary.model.steering.Command;
import io.tributary.model.steering.Ruling;
import io.tributary.model.steering.Steering;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.CoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Decodes once more what names a task that the file lacks, with the tasks that commands have added.
 * It hears the commands themselves, in the order of their topic, and judges those that add a task
 * as the coordinator does: both depend on the configuration and on the commands alone. It may hear
 * of a task before the coordinator does; the trainers keep what comes until a round knows of it.
 */
public final class AddedTasksFunction extends CoProcessFunction<Undecided, TrainerMessage, Example>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1;

  /** What decoding leaves to this function. */
  public static final OutputTag<Undecided> UNDECIDED =
      new OutputTag<>("undecided", CodecTypeInfo.of(UndecidedCodec.INSTANCE));

  private final Configuration configured;
  private transient @Nullable BroadcastState<Integer, Addition> state;
  private transient @Nullable InputMetrics metrics;
  private transient Steering steering = Steering.NONE;
  private transient @Nullable ExampleDecoder decoder;
  private transient @Nullable Sorter sorter;

  /** A function that knows a configuration's tasks and hears of more. */
  public AddedTasksFunction(Configuration configured) {
    this.configured = configured;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state =
        context
            .getOperatorStateStore()
            .getBroadcastState(
                new MapStateDescriptor<>(
                    "added-tasks", Types.INT, CodecTypeInfo.of(new AdditionCodec())));
    Map<Integer, Addition> stored = new TreeMap<>();
    for (Map.Entry<Integer, Addition> entry : state.immutableEntries()) {
      stored.put(entry.getKey(), entry.getValue());
    }
    steering =
        new Steering(null, Set.of(), Set.of(), Map.of(), List.copyOf(stored.values()))
            .on(configured);
  }

  @Override
  public void open(OpenContext context) {
    metrics =
        new InputMetrics(
            Metrics.of(getRuntimeContext().getMetricGroup(), configured.model().name()));
    decodeFor(steering.withAdded(configured));
  }

  private void decodeFor(Configuration configuration) {
    decoder = new ExampleDecoder(configuration);
    sorter = new Sorter(configuration, Objects.requireNonNull(metrics, "not open"));
  }

  @Override
  public void processElement1(Undecided undecided, Context context, Collector<Example> out) {
    Objects.requireNonNull(sorter, "not open")
        .sort(
            undecided.record(),
            undecided.newest(),
            Objects.requireNonNull(decoder, "not open").decode(undecided.record()),
            context::output,
            out);
  }

  @Override
  public void processElement2(TrainerMessage message, Context context, Collector<Example> out) {
    if (message instanceof Commanded said
        && command(said) instanceof Command.AddTask add
        && steering.apply(configured, add) instanceof Ruling.Accepted with) {
      steering = with.steering();
      decodeFor(steering.withAdded(configured));
    }
  }

  private static @Nullable Command command(Commanded said) {
    try {
      return ControlForm.read(said.text()).command();
    } catch (IllegalArgumentException refused) {
      return null; // the coordinator says so
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    BroadcastState<Integer, Addition> to = Objects.requireNonNull(state, "not initialised");
    to.clear();
    for (int i = 0; i < steering.added().size(); i++) {
      to.put(i, steering.added().get(i));
    }
  }
}

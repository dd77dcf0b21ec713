package io.tributary.job.input;

import io.tributary.connectors.example.DeadLetter;
import io.tributary.connectors.example.DeadLetterCodec;
import io.tributary.connectors.example.Decoded;
import io.tributary.connectors.example.ExampleDecoder;
import io.tributary.connectors.example.Part;
import io.tributary.connectors.example.PartCodec;
import io.tributary.connectors.example.RawRecord;
import io.tributary.connectors.example.Reason;
import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.job.message.TrainerMessage;
import io.tributary.job.message.TrainerMessageCodec;
import io.tributary.job.metrics.InputMetrics;
import io.tributary.job.metrics.Metrics;
import io.tributary.job.window.Windows;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Decodes and checks records. What cannot be used goes unchanged to the dead-letter topic, and its
 * examples are counted by the coordinator. What names an unknown task is left to {@link
 * AddedTasksFunction}.
 */
public final class DecodeFunction extends ProcessFunction<RawRecord, Example>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1;

  /** Records for the dead-letter topics. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", CodecTypeInfo.of(DeadLetterCodec.INSTANCE));

  /** Features and labels that are to be joined. */
  public static final OutputTag<Part> PARTS =
      new OutputTag<>("parts", CodecTypeInfo.of(PartCodec.INSTANCE));

  /** What the coordinator is told of rejected examples. */
  public static final OutputTag<TrainerMessage> REJECTED =
      new OutputTag<>("rejected", CodecTypeInfo.of(TrainerMessageCodec.INSTANCE));

  private final Configuration configuration;
  private transient @Nullable ExampleDecoder decoder;
  private transient @Nullable InputMetrics metrics;
  private transient @Nullable Sorter sorter;
  private transient @Nullable PartitionClock clock;
  private transient @Nullable ListState<PartitionClock.Reading> readings;

  /** A function that decodes for a configuration's tasks. */
  public DecodeFunction(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    clock = new PartitionClock();
    readings =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>(
                    "partition-clocks", CodecTypeInfo.of(new ReadingCodec())));
    clock.restore(readings.get());
  }

  @Override
  public void open(OpenContext context) {
    decoder = new ExampleDecoder(configuration);
    metrics =
        new InputMetrics(
            Metrics.of(getRuntimeContext().getMetricGroup(), configuration.model().name()));
    sorter = new Sorter(configuration, metrics);
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<Example> out) {
    long timestamp = Windows.countable(record.timestamp());
    long newest = // of every record, usable or not: the source's watermark counts them all
        Objects.requireNonNull(clock, "not initialised")
            .advance(record.topic(), record.partition(), timestamp);
    metrics().received();
    Decoded decoded = Objects.requireNonNull(decoder, "not open").decode(record);
    if (decoded instanceof Decoded.Rejected rejected && rejected.reason() == Reason.NO_SUCH_TASK) {
      context.output(AddedTasksFunction.UNDECIDED, new Undecided(record, newest));
    } else {
      Objects.requireNonNull(sorter, "not open")
          .sort(record, newest, decoded, context::output, out);
    }
  }

  private InputMetrics metrics() {
    return Objects.requireNonNull(metrics, "not open");
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    Objects.requireNonNull(clock, "not initialised")
        .store(Objects.requireNonNull(readings, "not initialised"));
  }
}

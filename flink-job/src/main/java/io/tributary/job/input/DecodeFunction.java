package io.tributary.job.input;

import io.tributary.connectors.example.DeadLetter;
import io.tributary.connectors.example.DeadLetterCodec;
import io.tributary.connectors.example.Decoded;
import io.tributary.connectors.example.ExampleDecoder;
import io.tributary.connectors.example.RawRecord;
import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.job.message.TrainerMessage;
import io.tributary.job.message.TrainerMessageCodec;
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
 * examples are counted by the coordinator.
 */
public final class DecodeFunction extends ProcessFunction<RawRecord, Example>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1;

  /** Records for the dead-letter topics. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", CodecTypeInfo.of(DeadLetterCodec.INSTANCE));

  /** What the coordinator is told of rejected examples. */
  public static final OutputTag<TrainerMessage> REJECTED =
      new OutputTag<>("rejected", CodecTypeInfo.of(TrainerMessageCodec.INSTANCE));

  private final Configuration configuration;
  private transient @Nullable ExampleDecoder decoder;
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
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<Example> out) {
    Decoded decoded = Objects.requireNonNull(decoder, "not open").decode(record);
    if (decoded instanceof Decoded.Examples accepted) {
      long time =
          Objects.requireNonNull(clock, "not initialised")
              .advance(record.topic(), record.partition(), record.timestamp());
      for (Example example : accepted.examples()) {
        out.collect(
            example.position().time() == time ? example : example.at(example.position().at(time)));
      }
    } else if (decoded instanceof Decoded.Rejected rejected) {
      context.output(DEAD_LETTERS, new DeadLetter(record, rejected));
      context.output(REJECTED, new TrainerMessage.Rejected(rejected.examplesByTask()));
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    Objects.requireNonNull(clock, "not initialised")
        .store(Objects.requireNonNull(readings, "not initialised"));
  }
}

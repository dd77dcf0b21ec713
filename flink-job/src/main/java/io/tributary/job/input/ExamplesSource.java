package io.tributary.job.input;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source of Kafka records that after a restore, too, comes to its end where it is bounded, and
 * never comes to one where it is not, whatever was saved. Flink's own (5.0.0), when bounded, then
 * tells its readers that there are no more partitions only if it finds new ones, and lets
 * partitions go on without an end that had none when they were saved; unbounded, it reads
 * partitions no further than to the end that was saved. Each time a restored run would wait for
 * ever.
 *
 * @param <T> the type of records
 * @param kafka bounded or not
 * @param ends of partitions that were saved without one
 */
public record ExamplesSource<T>(KafkaSource<T> kafka, CommittedEnds ends)
    implements Source<T, KafkaPartitionSplit, KafkaSourceEnumState>, ResultTypeQueryable<T> {

  private static final long serialVersionUID = 1;

  @Override
  public Boundedness getBoundedness() {
    return kafka.getBoundedness();
  }

  private boolean isBounded() {
    return kafka.getBoundedness() == Boundedness.BOUNDED;
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return kafka.getProducedType();
  }

  @Override
  public SourceReader<T, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    return new PartitionsReader<>(
        kafka.createReader(context),
        isBounded() ? splits -> PartitionEnds.give(splits, ends) : PartitionEnds::refuse);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return kafka.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
      throws IOException {
    if (!isBounded()) {
      return kafka.restoreEnumerator(context, state);
    }
    Discovery<KafkaPartitionSplit> discovery = new Discovery<>(context);
    return new Restored(kafka.restoreEnumerator(discovery, state), discovery);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return kafka.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return kafka.getEnumeratorCheckpointSerializer();
  }

  /** A reader gets no more once it has been looked for new partitions. */
  private record Restored(
      SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka,
      Discovery<KafkaPartitionSplit> discovery)
      implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {

    @Override
    public void addReader(int subtask) {
      kafka.addReader(subtask); // gives it what is not given out yet
      discovery.greet(subtask);
    }

    @Override
    public void start() {
      kafka.start();
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
      kafka.handleSplitRequest(subtask, host);
    }

    @Override
    public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {
      kafka.addSplitsBack(splits, subtask);
    }

    @Override
    public KafkaSourceEnumState snapshotState(long checkpoint) throws Exception {
      return kafka.snapshotState(checkpoint);
    }

    @Override
    public void close() throws IOException {
      kafka.close();
    }
  }
}

package io.tributary.job.input;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives every partition an end that has none: those of a run that was without one when it was
 * saved. From then on the end is in state.
 */
final class EndingReader<T> implements SourceReader<T, KafkaPartitionSplit> {

  private final SourceReader<T, KafkaPartitionSplit> kafka;
  private final CommittedEnds ends;

  EndingReader(SourceReader<T, KafkaPartitionSplit> kafka, CommittedEnds ends) {
    this.kafka = kafka;
    this.ends = ends;
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    List<TopicPartition> endless =
        splits.stream()
            .filter(EndingReader::isEndless)
            .map(KafkaPartitionSplit::getTopicPartition)
            .toList();
    if (endless.isEmpty()) {
      kafka.addSplits(splits);
      return;
    }
    Map<TopicPartition, Long> found = ends.of(endless);
    kafka.addSplits(
        splits.stream().map(split -> isEndless(split) ? ending(split, found) : split).toList());
  }

  private static boolean isEndless(KafkaPartitionSplit split) {
    return split.getStoppingOffset().isEmpty();
  }

  private static KafkaPartitionSplit ending(
      KafkaPartitionSplit split, Map<TopicPartition, Long> ends) {
    TopicPartition partition = split.getTopicPartition();
    long end = Objects.requireNonNull(ends.get(partition), "the broker tells no end offset");
    return new KafkaPartitionSplit(partition, split.getStartingOffset(), end);
  }

  @Override
  public void start() {
    kafka.start();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
    return kafka.pollNext(output);
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
    return kafka.snapshotState(checkpoint);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return kafka.isAvailable();
  }

  @Override
  public void notifyNoMoreSplits() {
    kafka.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    kafka.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    kafka.notifyCheckpointComplete(checkpoint);
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) throws Exception {
    kafka.notifyCheckpointAborted(checkpoint);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
    kafka.pauseOrResumeSplits(pause, resume);
  }

  @Override
  public void close() throws Exception {
    kafka.close();
  }
}

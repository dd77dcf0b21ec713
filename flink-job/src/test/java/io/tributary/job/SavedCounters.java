package io.tributary.job;

import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.job.round.SavedCoordinator;
import io.tributary.job.train.SavedTrainers;
import io.tributary.job.train.TaskKeys;
import io.tributary.model.config.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;

/**
 * The books as they stand in a savepoint, read by a job of its own whose operators bear the names
 * of those that wrote them.
 *
 * @param offsets by partition, of the next record to be read
 * @param trainers what each task's trainer has counted, by task
 * @param coordinator what the coordinator would tell, by task; "" for no task that is known
 */
record SavedCounters(
    Map<Integer, Long> offsets,
    Map<String, TaskCounters> trainers,
    Map<String, TaskCounters> coordinator) {

  static SavedCounters read(Configuration configuration, String savepoint) throws Exception {
    var settings = new org.apache.flink.configuration.Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.MAX_PARALLELISM, TaskKeys.MAX_PARALLELISM);
    settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    settings.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
    TaskKeys keys = new TaskKeys(configuration.tasks().size());
    List<Integer> tasks = IntStream.range(0, configuration.tasks().size()).boxed().toList();
    DataStream<String> offsets =
        env.fromData(0).process(new Offsets()).uid("examples").map(o -> "offsets " + o);
    DataStream<String> trainers =
        env.fromData(tasks)
            .keyBy(keys::key, Types.INT)
            .process(new SavedTrainers(configuration))
            .uid("trainer")
            .map(counters -> "trainers " + counters);
    DataStream<String> coordinator =
        env.fromData(0)
            .keyBy(zero -> zero, Types.INT)
            .process(new SavedCoordinator(configuration))
            .uid("coordinator")
            .map(counters -> "coordinator " + counters);
    SavedCounters saved = new SavedCounters(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    try (CloseableIterator<String> read =
        offsets.union(trainers, coordinator).executeAndCollect()) {
      read.forEachRemaining(saved::take);
    }
    return saved;
  }

  private void take(String line) {
    String json = line.substring(line.indexOf(' ') + 1);
    switch (line.substring(0, line.indexOf(' '))) {
      case "offsets" ->
          Json.readMap(json, Long.class)
              .forEach((partition, offset) -> offsets.put(Integer.valueOf(partition), offset));
      case "trainers" -> trainers.putAll(Json.readMap(json, TaskCounters.class));
      default -> coordinator.putAll(Json.readMap(json, TaskCounters.class));
    }
  }

  /** Reads the source's state, as Flink's operator of sources writes it. */
  private static final class Offsets extends ProcessFunction<Integer, String>
      implements CheckpointedFunction {

    private static final long serialVersionUID = 1;

    private final List<byte[]> splits = new ArrayList<>();

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      ListState<byte[]> state =
          context
              .getOperatorStateStore()
              .getListState(
                  new ListStateDescriptor<>(
                      "SourceReaderState", BytePrimitiveArraySerializer.INSTANCE));
      state.get().forEach(splits::add);
    }

    @Override
    public void processElement(Integer zero, Context context, Collector<String> out)
        throws Exception {
      Map<Integer, Long> offsets = new TreeMap<>();
      for (byte[] split : splits) {
        KafkaPartitionSplit read =
            SimpleVersionedSerialization.readVersionAndDeSerialize(
                new KafkaPartitionSplitSerializer(), split);
        offsets.put(read.getPartition(), read.getStartingOffset());
      }
      out.collect(Json.text(offsets));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {}
  }
}

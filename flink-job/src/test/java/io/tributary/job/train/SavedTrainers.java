package io.tributary.job.train;

import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.model.config.Configuration;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the trainers left in a savepoint: for a task's index its counters, as JSON by name.
 */
public final class SavedTrainers extends KeyedProcessFunction<Integer, Integer, String>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1;

  private final Configuration configuration;
  private transient @Nullable TrainerState state;

  public SavedTrainers(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {
    state = new TrainerState(context.getKeyedStateStore());
  }

  @Override
  public void processElement(Integer task, Context context, Collector<String> out)
      throws Exception {
    TaskCounters counters =
        Objects.requireNonNull(state).open(TrainerSetup.of(configuration, true), task).counters();
    out.collect(Json.text(Map.of(configuration.taskNames().get(task), counters)));
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {}
}

package io.tributary.job.round;

import io.tributary.connectors.record.Json;
import io.tributary.model.config.Configuration;
import java.util.Objects;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the coordinator left in a savepoint: the counters that its next round would tell, as
 * JSON by name.
 */
public final class SavedCoordinator extends KeyedProcessFunction<Integer, Integer, String>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1;

  private final Configuration configuration;
  private transient @Nullable CoordinatorState state;

  public SavedCoordinator(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {
    state = new CoordinatorState(context.getKeyedStateStore());
  }

  @Override
  public void processElement(Integer key, Context context, Collector<String> out) throws Exception {
    CoordinatorState saved = Objects.requireNonNull(state);
    CoordinatorMemory memory = Objects.requireNonNull(saved.memory());
    RunProgress progress =
        RunProgress.restored(
            memory, saved.learning(memory), stored -> stored, 0, configuration.taskNames(), "");
    out.collect(Json.text(progress.counters()));
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {}
}

package io.tributary.job.round;

import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.job.message.TrainerMessage.Training;
import io.tributary.model.evaluation.Prequential;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/**
 * The prequential estimates of every task, in keyed state and in memory. Savepoints of layouts 1 to
 * 4 have none: they begin anew.
 */
final class PrequentialBook {

  private final ValueState<Estimates> state;
  private final Map<String, Prequential> estimates = new TreeMap<>();

  PrequentialBook(KeyedStateStore store) throws Exception {
    state =
        store.getState(
            new ValueStateDescriptor<>("prequential", CodecTypeInfo.of(new EstimatesCodec())));
    Estimates stored = state.value();
    if (stored != null) {
      estimates.putAll(stored.tasks());
    }
  }

  /** Takes a task's next mini-epoch in, and gives the estimates up to it. */
  Prequential add(String task, Training training) {
    Prequential next =
        estimates
            .getOrDefault(task, Prequential.NONE)
            .with(training.before(), training.baselines());
    estimates.put(task, next);
    return next;
  }

  /** Needs the coordinator's key to be current. */
  void store() throws Exception {
    state.update(new Estimates(estimates));
  }
}

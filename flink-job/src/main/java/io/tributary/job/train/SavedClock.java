package io.tributary.job.train;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The watermark in state. Flink keeps none: without it, examples that were read before a restore
 * would wait until every partition has spoken again, and no round would come of them on a stream
 * that has fallen silent. It stays true after a restore, for the partitions' clocks are in state
 * too: what is read again is no older than it was.
 */
final class SavedClock {

  private final ListState<Long> watermarks;

  SavedClock(OperatorStateStore store) throws Exception {
    watermarks =
        store.getUnionListState(new ListStateDescriptor<>("trainer-watermarks", Types.LONG));
  }

  /** The least that any trainer had come to; Long.MIN_VALUE when nothing was saved. */
  long restored() throws Exception {
    long least = Long.MAX_VALUE;
    for (long watermark : watermarks.get()) {
      least = Math.min(least, watermark);
    }
    return least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
  }

  /** Stores how far a trainer has come. The end of the input is told again by the sources. */
  void store(EventClock clock) throws Exception {
    watermarks.clear();
    if (!clock.hasEnded()) {
      watermarks.add(clock.watermark());
    }
  }
}

package io.tributary.job.train;

import io.tributary.connectors.example.ExampleCodec;
import io.tributary.connectors.example.PositionCodec;
import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Task;
import io.tributary.model.replay.ReplayPlan;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * A trainer's keyed state: examples by position on five shelves, a reservoir, progress, and what
 * has come of a task that no round knows of yet.
 */
final class TrainerState {

  private final MapState<Position, Example> pending;
  private final MapState<Position, Example> dev;
  private final MapState<Position, Example> heldTest;
  private final MapState<Position, Example> waitingTest;
  private final MapState<Position, Example> heldDev;
  private final MapState<Integer, Example> replay;
  private final ValueState<ReplayBook> replayBook;
  private final ValueState<TaskProgress> progress;
  private final ListState<Example> early;

  TrainerState(KeyedStateStore store) {
    pending = store.getMapState(examples("pending"));
    dev = store.getMapState(examples("dev"));
    heldTest = store.getMapState(examples("held-test"));
    waitingTest = store.getMapState(examples("waiting-test"));
    heldDev = store.getMapState(examples("held-dev"));
    replay =
        store.getMapState(
            new MapStateDescriptor<>("replay", Types.INT, CodecTypeInfo.of(ExampleCodec.INSTANCE)));
    replayBook =
        store.getState(
            new ValueStateDescriptor<>("replay-book", CodecTypeInfo.of(new ReplayBookCodec())));
    progress =
        store.getState(
            new ValueStateDescriptor<>("progress", CodecTypeInfo.of(new TaskProgressCodec())));
    early =
        store.getListState(
            new ListStateDescriptor<>("early", CodecTypeInfo.of(ExampleCodec.INSTANCE)));
  }

  private static MapStateDescriptor<Position, Example> examples(String name) {
    return new MapStateDescriptor<>(
        name, CodecTypeInfo.of(PositionCodec.INSTANCE), CodecTypeInfo.of(ExampleCodec.INSTANCE));
  }

  /** Keeps an example of a task, whose key is current, until its books are opened. */
  void keep(Example example) throws Exception {
    early.add(example);
  }

  /** The books of a task, whose key is current, with what has come before they were opened. */
  TaskLedger open(TrainerSetup setup, int task) throws Exception {
    Task described = setup.task(task);
    var plan =
        new ReplayPlan(
            setup.configuration().continual().replay(),
            setup.configuration().model().seed(),
            described.name());
    var shelves =
        new TaskShelves(
            new ExampleShelf(pending),
            new ExampleShelf(dev),
            new TestShelf(
                new ExampleShelf(heldTest), new ExampleShelf(waitingTest), setup.configuration()),
            new ExampleShelf(heldDev),
            new ReplayShelf(replay, plan, replayBook.value()),
            setup.configuration().dev().window());
    TaskLedger ledger =
        new TaskLedger(described, setup.trains(described), shelves, progress.value());
    for (Example example : early.get()) {
      ledger.accept(example);
    }
    early.clear();
    return ledger;
  }

  /** Stores the progress of a task, whose key is current; its examples are in state already. */
  void store(TaskLedger ledger) throws Exception {
    progress.update(ledger.progress());
    replayBook.update(ledger.replayBook());
  }
}

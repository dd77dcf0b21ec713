package io.tributary.job.round;

import io.tributary.connectors.example.ExampleCodec;
import io.tributary.connectors.example.PositionCodec;
import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.job.message.FloatChunks;
import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.consolidation.Consolidation;
import io.tributary.model.round.RoundState;
import io.tributary.model.weighting.WeightingState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator's keyed state, all under one key: keyed state restores at disk speed, operator
 * state byte by byte. Parameters lie in chunks, written only when they have changed.
 */
final class CoordinatorState {

  private final ValueState<CoordinatorMemory> memory;
  private final MapState<Integer, byte[]> parameters;
  private final MapState<Integer, byte[]> consolidation; // importance and anchor, one after another
  private final MapState<Position, Example> dev;
  private long storedRound = -1;
  private @Nullable Consolidation stored;

  CoordinatorState(KeyedStateStore store) {
    memory =
        store.getState(
            new ValueStateDescriptor<>("memory", CodecTypeInfo.of(new CoordinatorMemoryCodec())));
    parameters =
        store.getMapState(
            new MapStateDescriptor<>(
                "parameters", Types.INT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    consolidation =
        store.getMapState(
            new MapStateDescriptor<>(
                "consolidation", Types.INT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    dev =
        store.getMapState(
            new MapStateDescriptor<>(
                "dev",
                CodecTypeInfo.of(PositionCodec.INSTANCE),
                CodecTypeInfo.of(ExampleCodec.INSTANCE)));
  }

  /** What was stored last, or null at a first start. */
  @Nullable CoordinatorMemory memory() throws Exception {
    return memory.value();
  }

  /** The learning that was stored last, with what was remembered beside it. */
  RoundState learning(CoordinatorMemory remembered) throws Exception {
    float[] weights = new float[remembered.weights().size()];
    for (int task = 0; task < weights.length; task++) {
      weights[task] = remembered.weights().get(task);
    }
    float[] both = join(consolidation);
    int half = both.length / 2;
    return new RoundState(
        remembered.round(),
        join(parameters),
        weights,
        new WeightingState(remembered.weighting()),
        remembered.scales(),
        new Consolidation(Arrays.copyOf(both, half), Arrays.copyOfRange(both, half, both.length)));
  }

  private static float[] join(MapState<Integer, byte[]> stored) throws Exception {
    List<byte[]> chunks = new ArrayList<>();
    for (int chunk = 0; stored.contains(chunk); chunk++) {
      chunks.add(stored.get(chunk));
    }
    return FloatChunks.join(chunks);
  }

  MapState<Position, Example> dev() {
    return dev;
  }

  /** Stores a copy: an asynchronous snapshot must not see a later round's numbers. */
  void store(CoordinatorMemory newMemory, RoundState learning) throws Exception {
    memory.update(newMemory);
    if (newMemory.round() != storedRound) {
      put(learning.parameters(), parameters);
      storedRound = newMemory.round();
    }
    Consolidation now = learning.consolidation();
    if (!now.equals(stored)) { // by identity of its arrays, which seldom change
      int half = now.importance().length;
      float[] both = Arrays.copyOf(now.importance(), 2 * half);
      System.arraycopy(now.anchor(), 0, both, half, half);
      put(both, consolidation);
      stored = now;
    }
  }

  private static void put(float[] values, MapState<Integer, byte[]> to) throws Exception {
    List<byte[]> chunks = FloatChunks.split(values);
    to.clear(); // there may have been more of them
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      to.put(chunk, chunks.get(chunk));
    }
  }
}

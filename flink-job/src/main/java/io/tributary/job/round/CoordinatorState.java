package io.tributary.job.round;

import io.tributary.connectors.example.ExampleCodec;
import io.tributary.connectors.example.PositionCodec;
import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.job.message.FloatChunks;
import io.tributary.model.Example;
import io.tributary.model.Position;
import java.util.ArrayList;
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
  private final MapState<Position, Example> dev;
  private long storedRound = -1;

  CoordinatorState(KeyedStateStore store) {
    memory =
        store.getState(
            new ValueStateDescriptor<>("memory", CodecTypeInfo.of(new CoordinatorMemoryCodec())));
    parameters =
        store.getMapState(
            new MapStateDescriptor<>(
                "parameters", Types.INT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
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

  /** The parameters stored last. */
  float[] parameters() throws Exception {
    List<byte[]> chunks = new ArrayList<>();
    for (int chunk = 0; parameters.contains(chunk); chunk++) {
      chunks.add(parameters.get(chunk));
    }
    return FloatChunks.join(chunks);
  }

  MapState<Position, Example> dev() {
    return dev;
  }

  /** Stores a copy: an asynchronous snapshot must not see a later round's numbers. */
  void store(CoordinatorMemory newMemory, float[] newParameters) throws Exception {
    memory.update(newMemory);
    if (newMemory.round() != storedRound) {
      List<byte[]> chunks = FloatChunks.split(newParameters);
      for (int chunk = 0; chunk < chunks.size(); chunk++) {
        parameters.put(chunk, chunks.get(chunk));
      }
      storedRound = newMemory.round();
    }
  }
}

package io.tributary.job.round;

import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.job.message.FloatChunks;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * The champion in keyed state, its parameters in chunks that are written only when it is another
 * one. Savepoints of layouts 1 to 3 have none.
 */
final class ChampionState {

  private final ValueState<ChampionMemory> memory;
  private final MapState<Integer, byte[]> parameters;
  private @Nullable String stored; // sha256 of what the chunks hold

  ChampionState(KeyedStateStore store) {
    memory =
        store.getState(
            new ValueStateDescriptor<>("champion", CodecTypeInfo.of(new ChampionMemoryCodec())));
    parameters =
        store.getMapState(
            new MapStateDescriptor<>(
                "champion-parameters",
                Types.INT,
                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  /** What was stored last. */
  ChampionMemory memory() throws Exception {
    return Objects.requireNonNullElse(memory.value(), ChampionMemory.NONE);
  }

  /** The champion stored last, or null. */
  @Nullable Champion champion() throws Exception {
    ChampionMemory read = memory();
    if (read.id() == null || read.sha256() == null || read.scale() == null) {
      return null;
    }
    List<byte[]> chunks = new ArrayList<>();
    for (int chunk = 0; parameters.contains(chunk); chunk++) {
      chunks.add(parameters.get(chunk));
    }
    stored = read.sha256();
    return new Champion(read.id(), read.sha256(), read.scale(), FloatChunks.join(chunks));
  }

  /** Stores what has changed. */
  void store(ChampionMemory newMemory, @Nullable Champion champion) throws Exception {
    memory.update(newMemory);
    if (champion != null && !champion.sha256().equals(stored)) {
      parameters.clear();
      List<byte[]> chunks = FloatChunks.split(champion.parameters());
      for (int chunk = 0; chunk < chunks.size(); chunk++) {
        parameters.put(chunk, chunks.get(chunk));
      }
      stored = champion.sha256();
    }
  }
}

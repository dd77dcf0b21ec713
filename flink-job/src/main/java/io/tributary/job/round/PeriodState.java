package io.tributary.job.round;

import io.tributary.connectors.example.ExampleCodec;
import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.job.message.FloatChunks;
import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.period.Slices;
import io.tributary.model.period.Slices.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * Periods in keyed state: an entry for each example of a slice, and the parameters of the newest
 * evaluation in chunks. Savepoints of layouts 1 to 8 have none. All calls need the coordinator's
 * key to be current.
 */
final class PeriodState {

  private final ValueState<PeriodMemory> memory;
  private final MapState<String, Example> slices;
  private final MapState<Integer, byte[]> parameters;

  PeriodState(KeyedStateStore store) {
    memory =
        store.getState(
            new ValueStateDescriptor<>("periods", CodecTypeInfo.of(new PeriodMemoryCodec())));
    slices =
        store.getMapState(
            new MapStateDescriptor<>(
                "slices", Types.STRING, CodecTypeInfo.of(ExampleCodec.INSTANCE)));
    parameters =
        store.getMapState(
            new MapStateDescriptor<>(
                "period-parameters",
                Types.INT,
                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  /** What was stored last, or null. */
  @Nullable PeriodMemory memory() throws Exception {
    return memory.value();
  }

  /** The parameters stored last; empty when there are none. */
  float[] parameters() throws Exception {
    List<byte[]> chunks = new ArrayList<>();
    for (int chunk = 0; parameters.contains(chunk); chunk++) {
      chunks.add(parameters.get(chunk));
    }
    return FloatChunks.join(chunks);
  }

  /** Puts the examples of all slices into memory. */
  void load(Slices into) throws Exception {
    for (Map.Entry<String, Example> entry : slices.entries()) {
      String key = entry.getKey();
      long period = Long.parseLong(key.substring(0, key.indexOf('/')));
      into.offer(period, List.of(entry.getValue()));
    }
  }

  void put(Kept kept) throws Exception {
    slices.put(key(kept), kept.example());
  }

  void remove(Kept kept) throws Exception {
    slices.remove(key(kept));
  }

  private static String key(Kept kept) {
    Position at = kept.example().position();
    return kept.period()
        + "/"
        + kept.example().task()
        + "/"
        + at.topic()
        + "/"
        + at.partition()
        + "/"
        + at.offset();
  }

  void store(PeriodMemory now) throws Exception {
    memory.update(now);
  }

  void store(float[] now) throws Exception {
    parameters.clear();
    List<byte[]> chunks = FloatChunks.split(now);
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      parameters.put(chunk, chunks.get(chunk));
    }
  }

  void clear() {
    memory.clear();
    slices.clear();
    parameters.clear();
  }
}

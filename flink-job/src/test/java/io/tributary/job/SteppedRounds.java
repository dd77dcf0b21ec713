package io.tributary.job;

import io.tributary.connectors.record.Fence;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundMessage;
import io.tributary.connectors.record.RoundMessage.Kind;
import io.tributary.job.message.FloatChunks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The {@code rounds} topic of a job that is run step by step, as a list. */
record SteppedRounds(List<RoundMessage> all) {

  List<RoundHeader> headers() {
    return all.stream()
        .filter(message -> message.kind() == Kind.ROUND)
        .map(message -> Json.read(message.body(), RoundHeader.class))
        .toList();
  }

  RoundHeader last() {
    List<RoundHeader> headers = headers();
    return headers.get(headers.size() - 1);
  }

  /** The parameters published, as often as they were. */
  List<Published> published() {
    List<Published> published = new ArrayList<>();
    Map<Fence, List<byte[]>> chunks = new LinkedHashMap<>();
    for (RoundMessage message : all) {
      if (message.kind() == Kind.PARAMETERS) {
        if (message.chunk() == 0) {
          chunks.put(message.fence(), new ArrayList<>());
        }
        chunks.getOrDefault(message.fence(), new ArrayList<>()).add(message.body());
      }
    }
    chunks.forEach((fence, parts) -> published.add(new Published(fence, FloatChunks.join(parts))));
    return published;
  }

  /** Parameters under the fence that they were published with. */
  record Published(Fence fence, List<Float> parameters) {
    Published(Fence fence, float[] values) {
      this(fence, IntStream.range(0, values.length).mapToObj(i -> values[i]).toList());
    }
  }
}

package io.tributary.job.train;

import io.tributary.connectors.record.Fence;
import io.tributary.connectors.record.RoundHeader;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** The round that a trainer works on: its parameters, and which tasks have begun to answer. */
final class OpenRound {

  private final RoundHeader header;
  private final float[] parameters;
  private final Set<Integer> begun = new HashSet<>();
  private OptionalLong span = OptionalLong.empty();

  OpenRound(RoundHeader header, float[] parameters) {
    this.header = header;
    this.parameters = parameters;
  }

  Fence fence() {
    return new Fence(header.run(), header.generation(), header.round());
  }

  RoundHeader header() {
    return header;
  }

  float[] parameters() {
    return parameters;
  }

  OptionalLong span() {
    return span;
  }

  void setSpan(long endsAt) {
    span = OptionalLong.of(endsAt);
  }

  /** Notes that a task trains or has answered. */
  void begin(int task) {
    begun.add(task);
  }

  boolean hasBegun(int task) {
    return begun.contains(task);
  }
}

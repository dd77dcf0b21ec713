package io.tributary.job.train;

import io.tributary.connectors.record.Fence;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.job.message.TrainerMessage.Spent;
import io.tributary.job.steer.Course;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The round that a trainer works on: its parameters, and which tasks have begun to answer. */
final class OpenRound {

  private final RoundHeader header;
  private final Course course;
  private final float[] parameters;
  private final long openedNanos = System.nanoTime();
  private final Map<Integer, Long> begunNanos = new HashMap<>();
  private final Map<Integer, OptionalLong> told = new HashMap<>();
  private OptionalLong span = OptionalLong.empty();

  OpenRound(RoundHeader header, Course course, float[] parameters) {
    this.header = header;
    this.course = course;
    this.parameters = parameters;
  }

  Fence fence() {
    return new Fence(header.run(), header.generation(), header.round());
  }

  RoundHeader header() {
    return header;
  }

  /** How it runs. */
  Course course() {
    return course;
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

  /** Whether what is told of a task's oldest settled window differs from what was told last. */
  boolean tellsAnew(int task, OptionalLong settled) {
    return !settled.equals(told.put(task, settled));
  }

  /** Notes that a task trains or has answered. */
  void begin(int task) {
    begunNanos.put(task, System.nanoTime());
  }

  boolean hasBegun(int task) {
    return begunNanos.containsKey(task);
  }

  /** Where the time of a task that answers now went. */
  Spent spent(int task) {
    long begun = begunNanos.getOrDefault(task, System.nanoTime());
    return new Spent((begun - openedNanos) / 1e6, (System.nanoTime() - begun) / 1e6);
  }
}

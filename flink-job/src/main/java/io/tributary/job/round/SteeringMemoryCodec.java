package io.tributary.job.round;

import io.tributary.job.message.JsonCodec;

/** What is remembered of commands, in state. */
final class SteeringMemoryCodec extends JsonCodec<SteeringMemory> {
  private static final long serialVersionUID = 1;

  @Override
  public Class<SteeringMemory> type() {
    return SteeringMemory.class;
  }
}

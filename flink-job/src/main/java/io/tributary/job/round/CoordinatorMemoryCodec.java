package io.tributary.job.round;

import io.tributary.job.message.JsonCodec;

/** The coordinator's memory in state. */
final class CoordinatorMemoryCodec extends JsonCodec<CoordinatorMemory> {
  private static final long serialVersionUID = 1;

  @Override
  public Class<CoordinatorMemory> type() {
    return CoordinatorMemory.class;
  }
}

package io.tributary.job.round;

import io.tributary.job.message.JsonCodec;

/** What is kept of periods, in state. */
final class PeriodMemoryCodec extends JsonCodec<PeriodMemory> {
  private static final long serialVersionUID = 1;

  @Override
  public Class<PeriodMemory> type() {
    return PeriodMemory.class;
  }
}

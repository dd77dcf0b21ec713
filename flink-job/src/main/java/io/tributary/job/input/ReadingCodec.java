package io.tributary.job.input;

import io.tributary.job.input.PartitionClock.Reading;
import io.tributary.job.message.JsonCodec;

/** Partition clocks in state. */
final class ReadingCodec extends JsonCodec<Reading> {
  private static final long serialVersionUID = 1;

  @Override
  public Class<Reading> type() {
    return Reading.class;
  }
}

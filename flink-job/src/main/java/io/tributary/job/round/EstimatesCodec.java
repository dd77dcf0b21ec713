package io.tributary.job.round;

import io.tributary.job.message.JsonCodec;

/** Prequential estimates in state. */
final class EstimatesCodec extends JsonCodec<Estimates> {
  private static final long serialVersionUID = 1;

  @Override
  public Class<Estimates> type() {
    return Estimates.class;
  }
}

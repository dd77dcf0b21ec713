package io.tributary.job.train;

import io.tributary.job.message.JsonCodec;

/** Books of reservoirs in state. */
final class ReplayBookCodec extends JsonCodec<ReplayBook> {
  private static final long serialVersionUID = 1;

  @Override
  public Class<ReplayBook> type() {
    return ReplayBook.class;
  }
}

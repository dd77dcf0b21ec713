package io.tributary.job.input;

import io.tributary.job.message.JsonCodec;
import io.tributary.model.steering.Addition;

/** Added tasks in state. */
final class AdditionCodec extends JsonCodec<Addition> {

  private static final long serialVersionUID = 1;

  @Override
  public Class<Addition> type() {
    return Addition.class;
  }
}

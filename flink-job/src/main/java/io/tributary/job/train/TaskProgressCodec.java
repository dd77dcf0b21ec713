package io.tributary.job.train;

import io.tributary.job.message.JsonCodec;

/** Task progress in state. */
final class TaskProgressCodec extends JsonCodec<TaskProgress> {
  private static final long serialVersionUID = 1;

  @Override
  public Class<TaskProgress> type() {
    return TaskProgress.class;
  }
}

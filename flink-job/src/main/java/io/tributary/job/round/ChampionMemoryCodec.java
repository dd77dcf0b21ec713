package io.tributary.job.round;

import io.tributary.job.message.JsonCodec;

/** What is kept of the champion, in state. */
final class ChampionMemoryCodec extends JsonCodec<ChampionMemory> {
  private static final long serialVersionUID = 1;

  @Override
  public Class<ChampionMemory> type() {
    return ChampionMemory.class;
  }
}

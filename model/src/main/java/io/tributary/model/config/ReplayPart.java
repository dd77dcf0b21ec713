package io.tributary.model.config;

import java.util.List;

/** The section {@code replay}. */
final class ReplayPart extends Part<ReplayConfig> {

  private static final Key<Integer> SIZE =
      Key.optional(
          "size",
          WholeNumber.atLeast(0),
          ReplayConfig.NONE.size(),
          "Examples in each task's reservoir, a uniform choice of all it has trained on; 0: none");
  private static final Key<Double> SHARE =
      Key.optional(
          "share",
          RealNumber.RATE,
          ReplayConfig.NONE.share(),
          "Replayed examples for each new one in a mini-epoch, as far as the reservoir has them");

  @Override
  List<Key<?>> keys() {
    return List.of(SIZE, SHARE);
  }

  @Override
  ReplayConfig build(Section section) {
    ReplayConfig replay = new ReplayConfig(section.get(SIZE), section.get(SHARE));
    if (replay.size() == 0 && replay.share() != ReplayConfig.NONE.share()) {
      throw section.refuse(SHARE, "needs a reservoir; set replay.size");
    }
    return replay;
  }

  @Override
  Fields fields(ReplayConfig replay) {
    return new Fields().with(SIZE, replay.size()).with(SHARE, replay.share());
  }
}

package io.tributary.model.config;

import io.tributary.model.config.RoundsConfig.ByCount;
import io.tributary.model.config.RoundsConfig.ByTarget;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The section {@code rounds}. */
final class RoundsPart extends Part<RoundsConfig> {

  private static final Duration IDLE_AFTER_DEFAULT = Duration.ofSeconds(30);

  private static final Key<String> BY =
      Key.optional(
          "by",
          Choice.of(List.of("target", "count"), List.of("time")),
          "target",
          "What ends a round: a mini-epoch of the target, or one of every task");
  private static final Key<Duration> IDLE_AFTER =
      Key.derived(
          "idleAfter",
          new Span(Duration.ZERO),
          "30s",
          "A partition silent for so long holds no round back, 0s: it always does; with"
              + " `by: target` only");
  private static final Key<Duration> WAIT =
      Key.derived(
          "wait",
          new OrWord<>("all", Duration.ZERO, new Span(Duration.ofMillis(1))),
          "all",
          "How long a round waits for tasks with too few examples; with `by: count` only");

  @Override
  List<Key<?>> keys() {
    return List.of(BY, IDLE_AFTER, WAIT);
  }

  @Override
  RoundsConfig build(Section section) {
    if (section.get(BY).equals("count")) {
      refuse(section, IDLE_AFTER, "target");
      return new ByCount(Objects.requireNonNullElse(section.find(WAIT), Duration.ZERO));
    }
    refuse(section, WAIT, "count");
    return new ByTarget(Objects.requireNonNullElse(section.find(IDLE_AFTER), IDLE_AFTER_DEFAULT));
  }

  @Override
  Fields fields(RoundsConfig rounds) {
    if (rounds instanceof ByCount byCount) {
      return new Fields().with(BY, "count").with(WAIT, byCount.patience());
    }
    return new Fields().with(BY, "target").with(IDLE_AFTER, ((ByTarget) rounds).idleAfter());
  }

  private static void refuse(Section section, Key<?> key, String owner) {
    if (section.has(key)) {
      throw section.refuse(key, "belongs to by: " + owner + "; remove it or change rounds.by");
    }
  }
}

package io.tributary.model.config;

import io.tributary.model.config.RoundsConfig.ByCount;
import io.tributary.model.config.RoundsConfig.ByTarget;
import io.tributary.model.config.RoundsConfig.ByTime;
import io.tributary.model.config.RoundsConfig.Late;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The section {@code rounds}. */
final class RoundsPart extends Part<RoundsConfig> {

  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  private static final Key<String> BY =
      Key.optional(
          "by",
          Choice.of(List.of("target", "count", "time"), List.of()),
          "target",
          "What ends a round: a mini-epoch of the target, one of every task, or a window of event"
              + " time");
  private static final Key<Duration> SPAN =
      Key.derived(
          "span",
          new Span(Duration.ofMillis(1)),
          "30s",
          "Length of a window; with `by: time` only");
  private static final Key<Duration> LATENESS =
      Key.derived(
          "lateness",
          new Span(Duration.ZERO),
          "0s",
          "How long a window is kept open behind the newest time of a partition, for records out of"
              + " order; with `by: time` only");
  private static final Key<Late> LATE =
      Key.derived(
          "late",
          Choice.of(Late.class),
          "next",
          "A record whose window has ended: next trains it in the oldest open one, reject sends it"
              + " to the dead-letter topic; with `by: time` only");
  private static final Key<Duration> IDLE_AFTER =
      Key.derived(
          "idleAfter",
          new Span(Duration.ZERO),
          "30s",
          "A partition silent for so long holds no round back, 0s: it always does; with"
              + " `by: target` and `by: time`");
  private static final Key<Duration> WAIT =
      Key.derived(
          "wait",
          new OrWord<>("all", Duration.ZERO, new Span(Duration.ofMillis(1))),
          "all",
          "How long a round waits for tasks with too few examples; with `by: count` only");

  /** The keys of each way to end a round. */
  private static final Map<String, List<Key<?>>> OWN =
      Map.of(
          "target", List.of(IDLE_AFTER),
          "count", List.of(WAIT),
          "time", List.of(SPAN, LATENESS, LATE, IDLE_AFTER));

  @Override
  List<Key<?>> keys() {
    return List.of(BY, SPAN, LATENESS, LATE, IDLE_AFTER, WAIT);
  }

  @Override
  RoundsConfig build(Section section) {
    String by = section.get(BY);
    for (Key<?> key : keys()) {
      if (section.has(key) && !key.equals(BY) && !own(by).contains(key)) {
        throw section.refuse(
            key, "belongs to by: " + owners(key) + "; remove it or change rounds.by");
      }
    }
    Duration idleAfter = Objects.requireNonNullElse(section.find(IDLE_AFTER), HALF_A_MINUTE);
    return switch (by) {
      case "count" -> new ByCount(Objects.requireNonNullElse(section.find(WAIT), Duration.ZERO));
      case "time" ->
          new ByTime(
              Objects.requireNonNullElse(section.find(SPAN), HALF_A_MINUTE),
              Objects.requireNonNullElse(section.find(LATENESS), Duration.ZERO),
              Objects.requireNonNullElse(section.find(LATE), Late.NEXT),
              idleAfter);
      default -> new ByTarget(idleAfter);
    };
  }

  @Override
  Fields fields(RoundsConfig rounds) {
    if (rounds instanceof ByCount byCount) {
      return new Fields().with(BY, "count").with(WAIT, byCount.patience());
    }
    if (rounds instanceof ByTime byTime) {
      return new Fields()
          .with(BY, "time")
          .with(SPAN, byTime.span())
          .with(LATENESS, byTime.lateness())
          .with(LATE, byTime.late())
          .with(IDLE_AFTER, byTime.idleAfter());
    }
    return new Fields().with(BY, "target").with(IDLE_AFTER, rounds.idleness());
  }

  private static List<Key<?>> own(String by) {
    return OWN.getOrDefault(by, List.of());
  }

  private static String owners(Key<?> key) {
    return OWN.keySet().stream()
        .filter(by -> own(by).contains(key))
        .sorted()
        .collect(Collectors.joining(" or by: "));
  }
}

package io.tributary.model.config;

import java.time.Duration;
import java.util.List;

/** The section {@code labels}; without it nothing is joined. */
final class LabelsPart extends Part<LabelsConfig> {

  private static final Key<Duration> WAIT =
      Key.required(
          "wait",
          new Span(Duration.ofMillis(1)),
          "How far a label's record may lie from that of its features, before or after it, by event"
              + " time");

  @Override
  List<Key<?>> keys() {
    return List.of(WAIT);
  }

  @Override
  LabelsConfig build(Section section) {
    return new LabelsConfig(section.get(WAIT));
  }

  @Override
  Fields fields(LabelsConfig labels) {
    return new Fields().with(WAIT, labels.patience());
  }
}

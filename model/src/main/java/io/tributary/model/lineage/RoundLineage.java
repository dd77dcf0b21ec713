package io.tributary.model.lineage;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What one round was made of. With the parameters before it and the configuration that is all that
 * is needed to run it again.
 *
 * @param round counted from 1
 * @param miniEpochs of the tasks that took part, in task order
 * @param dev the target's dev examples that entered the dev window, oldest first
 * @param configuration the learning part that it was run with, where that is not the checkpoint's;
 *     "" otherwise
 */
public record RoundLineage(
    long round, List<MiniEpochLineage> miniEpochs, Places dev, String configuration) {

  public RoundLineage {
    miniEpochs = List.copyOf(miniEpochs);
    Objects.requireNonNull(dev, "dev");
    Objects.requireNonNull(configuration, "configuration");
  }

  /** A round that was run with the checkpoint's configuration. */
  public RoundLineage(long round, List<MiniEpochLineage> miniEpochs, Places dev) {
    this(round, miniEpochs, dev, "");
  }

  /** The same, run with a configuration, unless that is known already. */
  public RoundLineage ranWith(String learningPart) {
    return configuration.isEmpty() ? new RoundLineage(round, miniEpochs, dev, learningPart) : this;
  }

  /** Examples in it, for training and for the dev window. */
  public long examples() {
    return Stream.concat(miniEpochs.stream().map(MiniEpochLineage::places), Stream.of(dev))
        .mapToLong(Places::examples)
        .sum();
  }
}

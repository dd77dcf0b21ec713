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
 * @param commands that people gave and that it is the first to be run with, in their order
 * @param passages how the configuration changed since the round before, in order, where the
 *     configurations and commands of both do not tell that; else empty
 */
public record RoundLineage(
    long round,
    List<MiniEpochLineage> miniEpochs,
    Places dev,
    String configuration,
    List<LoggedCommand> commands,
    List<Passage> passages) {

  public RoundLineage {
    miniEpochs = List.copyOf(miniEpochs);
    Objects.requireNonNull(dev, "dev");
    Objects.requireNonNull(configuration, "configuration");
    commands = commands == null ? List.of() : List.copyOf(commands); // unknown to former versions
    passages = passages == null ? List.of() : List.copyOf(passages);
  }

  /** A round that was run with the checkpoint's configuration, the first after some commands. */
  public RoundLineage(
      long round,
      List<MiniEpochLineage> miniEpochs,
      Places dev,
      List<LoggedCommand> commands,
      List<Passage> passages) {
    this(round, miniEpochs, dev, "", commands, passages);
  }

  /** A round that was run with the checkpoint's configuration. */
  public RoundLineage(long round, List<MiniEpochLineage> miniEpochs, Places dev) {
    this(round, miniEpochs, dev, "", List.of(), List.of());
  }

  /** The same, run with a configuration, unless that is known already. */
  public RoundLineage ranWith(String learningPart) {
    return configuration.isEmpty()
        ? new RoundLineage(round, miniEpochs, dev, learningPart, commands, passages)
        : this;
  }

  /** Examples in it, for training, new or again, and for the dev window. */
  public long examples() {
    return Stream.concat(
            miniEpochs.stream().flatMap(part -> Stream.of(part.places(), part.replays())),
            Stream.of(dev))
        .mapToLong(Places::examples)
        .sum();
  }
}

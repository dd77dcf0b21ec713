package io.tributary.connectors.checkpoint;

import io.tributary.connectors.topic.CommittedLog;
import io.tributary.connectors.topic.TopicException;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.config.KafkaConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads published checkpoints back: committed ones that are whole, of the run that published last.
 * For one round the highest generation counts; what was published beyond the point that a later
 * generation was restored from is void.
 *
 * <p>Every method throws {@link TopicException} when the broker cannot be reached, and {@link
 * CheckpointException} when a checkpoint is damaged.
 */
public final class CheckpointReader {

  // Records to look back for the newest checkpoint at first; four times as many at every new try.
  private static final long FIRST_LOOK = 64;

  private final KafkaConfig config;
  private final String topic;
  private final @Nullable String run;

  /** Of the checkpoints topic of a configuration. */
  public CheckpointReader(KafkaConfig config) {
    this(config, null);
  }

  private CheckpointReader(KafkaConfig config, @Nullable String run) {
    this.config = config;
    this.topic = Topics.of(config).checkpoints();
    this.run = run;
  }

  /** The same for one run in place of the one that published last. */
  public CheckpointReader ofRun(String id) {
    return new CheckpointReader(config, id);
  }

  /**
   * The newest.
   *
   * @throws CheckpointException when there is none
   */
  public CheckpointFile newest() {
    return find(id -> true)
        .orElseThrow(() -> new CheckpointException("There is no checkpoint in " + topic));
  }

  /**
   * That of a round.
   *
   * @throws CheckpointException when there is none
   */
  public CheckpointFile round(long round) {
    return find(id -> id.round() == round)
        .orElseThrow(
            () ->
                new CheckpointException(
                    "There is no checkpoint of round %d%s in %s; %s"
                        .formatted(
                            round, run == null ? "" : " of run " + run, topic, near(round))));
  }

  /**
   * A certain one, void or not.
   *
   * @throws CheckpointException when it is not there
   */
  public CheckpointFile read(CheckpointId id) {
    return any(id::equals, file -> true)
        .orElseThrow(
            () ->
                new CheckpointException(
                    "The checkpoint of round %d of run %s is no longer in %s"
                        .formatted(id.round(), id.run(), topic)));
  }

  /**
   * The checkpoint of a run and a round with these tensors, whatever its generation, void or not: a
   * run that was restored may have several.
   *
   * @param sha256 of the tensors
   */
  public Optional<CheckpointFile> withTensors(String ofRun, long round, String sha256) {
    return any(
        id -> id.run().equals(ofRun) && id.round() == round,
        file -> file.checkpoint().sha256().equals(sha256));
  }

  private String near(long round) {
    List<Long> rounds = rounds();
    if (rounds.isEmpty()) {
      return "there is none at all";
    }
    return Stream.of(
            rounds.stream().filter(other -> other < round).reduce((one, later) -> later),
            rounds.stream().filter(other -> other > round).findFirst())
        .flatMap(Optional::stream)
        .map(String::valueOf)
        .collect(Collectors.joining(" and ", "the nearest are of round ", ""));
  }

  /** The rounds that there are checkpoints of, ascending. */
  public List<Long> rounds() {
    return valid(index(Long.MAX_VALUE)).stream().map(CheckpointId::round).sorted().toList();
  }

  /** Hands every checkpoint on, oldest first, holding one at a time. */
  public void forEach(Consumer<CheckpointFile> reader) {
    files(Long.MAX_VALUE, Set.copyOf(valid(index(Long.MAX_VALUE))), reader);
  }

  private Optional<CheckpointFile> find(Predicate<CheckpointId> wanted) {
    long look = FIRST_LOOK;
    while (true) {
      CheckpointIndex index = new CheckpointIndex();
      boolean all = chunks(look, (chunk, part) -> index.add(chunk));
      @Nullable CheckpointId found = null;
      for (CheckpointId id : valid(index)) {
        found = wanted.test(id) ? id : found;
      }
      if (found != null) {
        CheckpointFile[] file = new CheckpointFile[1];
        // The log may have grown since: look back a little further than where it was found.
        files(look * 2, Set.of(found), newest -> file[0] = newest);
        if (file[0] != null) {
          return Optional.of(file[0]);
        }
      } else if (all) {
        return Optional.empty();
      }
      look *= 4;
    }
  }

  private List<CheckpointId> valid(CheckpointIndex index) {
    return run == null ? index.valid() : index.valid(run);
  }

  /** The newest whole one that fits, valid or void. */
  private Optional<CheckpointFile> any(
      Predicate<CheckpointId> wanted, Predicate<CheckpointFile> fits) {
    Set<CheckpointId> tried = new HashSet<>();
    for (long look = FIRST_LOOK; ; look *= 4) {
      CheckpointIndex index = new CheckpointIndex();
      boolean all = chunks(look, (chunk, part) -> index.add(chunk));
      Set<CheckpointId> found = new HashSet<>(index.whole());
      found.removeIf(id -> !wanted.test(id) || !tried.add(id));
      @Nullable CheckpointFile[] newest = new CheckpointFile[1];
      if (!found.isEmpty()) {
        // The log may have grown since: look back a little further than where it was found.
        files(look * 2, found, file -> newest[0] = fits.test(file) ? file : newest[0]);
      }
      if (newest[0] != null || all) {
        return Optional.ofNullable(newest[0]);
      }
    }
  }

  private CheckpointIndex index(long look) {
    CheckpointIndex index = new CheckpointIndex();
    chunks(look, (chunk, part) -> index.add(chunk));
    return index;
  }

  private void files(long look, Set<CheckpointId> wanted, Consumer<CheckpointFile> reader) {
    chunks(look, new OpenFiles(wanted, reader)::add);
  }

  private interface ChunkConsumer {
    void accept(Chunk chunk, byte[] part);
  }

  /** Whether the look reached the beginning of the topic. */
  private boolean chunks(long look, ChunkConsumer consumer) {
    return CommittedLog.readNewest(
        config,
        topic,
        look,
        record -> {
          if (record.value() != null) {
            Chunk.of(record.headers()).ifPresent(chunk -> consumer.accept(chunk, record.value()));
          }
        });
  }
}

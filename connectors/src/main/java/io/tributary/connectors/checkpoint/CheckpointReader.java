package io.tributary.connectors.checkpoint;

import io.tributary.connectors.topic.CommittedLog;
import io.tributary.connectors.topic.TopicException;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.config.KafkaConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
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

  /** Of the checkpoints topic of a configuration. */
  public CheckpointReader(KafkaConfig config) {
    this.config = config;
    this.topic = Topics.of(config).checkpoints();
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
                    "There is no checkpoint of round %d in %s; there are rounds %s"
                        .formatted(round, topic, rounds())));
  }

  /** The rounds that there are checkpoints of, ascending. */
  public List<Long> rounds() {
    return index(Long.MAX_VALUE).valid().stream().map(CheckpointId::round).sorted().toList();
  }

  /** Hands every checkpoint on, oldest first, holding one at a time. */
  public void forEach(Consumer<CheckpointFile> reader) {
    files(Long.MAX_VALUE, Set.copyOf(index(Long.MAX_VALUE).valid()), reader);
  }

  private Optional<CheckpointFile> find(Predicate<CheckpointId> wanted) {
    long look = FIRST_LOOK;
    while (true) {
      CheckpointIndex index = new CheckpointIndex();
      boolean all = chunks(look, (chunk, part) -> index.add(chunk));
      @Nullable CheckpointId found = null;
      for (CheckpointId id : index.valid()) {
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

  private CheckpointIndex index(long look) {
    CheckpointIndex index = new CheckpointIndex();
    chunks(look, (chunk, part) -> index.add(chunk));
    return index;
  }

  private void files(long look, Set<CheckpointId> wanted, Consumer<CheckpointFile> reader) {
    Map<CheckpointId, ChunkAssembly> open = new HashMap<>();
    chunks(
        look,
        (chunk, part) -> {
          if (wanted.contains(chunk.id())) {
            open.computeIfAbsent(chunk.id(), id -> new ChunkAssembly(chunk))
                .add(chunk, part)
                .ifPresent(
                    file -> {
                      open.remove(file.id());
                      reader.accept(file);
                    });
          }
        });
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

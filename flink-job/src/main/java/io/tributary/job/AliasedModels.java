package io.tributary.job;

import io.tributary.connectors.checkpoint.Alias;
import io.tributary.connectors.checkpoint.AliasBook;
import io.tributary.connectors.checkpoint.Aliases;
import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointId;
import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.record.AliasRecord;
import io.tributary.connectors.topic.CommittedTail;
import io.tributary.connectors.topic.Topics;
import io.tributary.job.score.ModelSource;
import io.tributary.model.config.KafkaConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The models that an alias names.
 *
 * @param kafka where the topics are
 * @param alias which
 */
record AliasedModels(KafkaConfig kafka, Alias alias) implements ModelSource {

  private static final long serialVersionUID = 1;
  private static final Duration PATIENCE = Duration.ofMillis(200);

  @Override
  public Models open() {
    CommittedTail tail =
        CommittedTail.open(kafka, List.of(Topics.of(kafka).aliases()), Long.MAX_VALUE);
    return new Followed(tail, new CheckpointReader(kafka), alias);
  }

  private static final class Followed implements Models {

    private final CommittedTail tail;
    private final CheckpointReader reader;
    private final Alias alias;
    private final AliasBook book = new AliasBook();
    private @Nullable CheckpointId handedOut;

    private Followed(CommittedTail tail, CheckpointReader reader, Alias alias) {
      this.tail = tail;
      this.reader = reader;
      this.alias = alias;
    }

    @Override
    public Optional<Checkpoint> poll() {
      tail.poll(PATIENCE).forEach(book::add);
      Optional<AliasRecord> named = book.find(alias);
      if (!tail.isCaughtUp() || named.isEmpty()) {
        return Optional.empty();
      }
      CheckpointId id = Aliases.id(named.get());
      if (id.equals(handedOut)) {
        return Optional.empty();
      }
      handedOut = id; // also when it cannot be had: what is gone is not looked for again
      return Optional.of(reader.read(id).checkpoint());
    }

    @Override
    public void close() {
      tail.close();
    }
  }
}

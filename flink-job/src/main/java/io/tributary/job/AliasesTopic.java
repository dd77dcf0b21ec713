package io.tributary.job;

import io.tributary.connectors.checkpoint.Alias;
import io.tributary.connectors.checkpoint.AliasBook;
import io.tributary.connectors.checkpoint.Aliases;
import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.record.AliasRecord;
import io.tributary.connectors.topic.CommittedTail;
import io.tributary.connectors.topic.Topics;
import io.tributary.job.round.ModelAliases;
import io.tributary.model.config.KafkaConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The {@code aliases} topic as its readers see it. */
record AliasesTopic(KafkaConfig kafka) implements ModelAliases {

  private static final long serialVersionUID = 1;
  private static final Duration PATIENCE = Duration.ofMillis(200); // closing waits so long

  @Override
  public Optional<AliasRecord> champion() {
    return new Aliases(kafka).find(Alias.CHAMPION);
  }

  @Override
  public Checkpoint model(AliasRecord which) {
    return new CheckpointReader(kafka).read(Aliases.id(which)).checkpoint();
  }

  @Override
  public Checkpoint published(long round) {
    return new CheckpointReader(kafka).round(round).checkpoint();
  }

  @Override
  public Optional<Commands> commands() {
    return Optional.of(
        new Tail(CommittedTail.open(kafka, List.of(Topics.of(kafka).aliases()), Long.MAX_VALUE)));
  }

  private static final class Tail implements Commands {

    private final CommittedTail tail;
    private final AliasBook book = new AliasBook();
    private Optional<AliasRecord> told = Optional.empty();

    private Tail(CommittedTail tail) {
      this.tail = tail;
    }

    @Override
    public Optional<AliasRecord> poll() {
      tail.poll(PATIENCE).forEach(book::add);
      Optional<AliasRecord> newest = book.command(Alias.CHAMPION);
      if (!tail.isCaughtUp() || newest.equals(told)) {
        return Optional.empty();
      }
      told = newest;
      return newest;
    }

    @Override
    public void close() {
      tail.close();
    }
  }
}

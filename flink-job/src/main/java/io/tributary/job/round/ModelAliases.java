package io.tributary.job.round;

import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.record.AliasRecord;
import java.io.Serializable;
import java.util.Optional;

/** Knows which model serves, and what people say of it. */
public interface ModelAliases extends Serializable {

  /** The champion now, of whatever run; asked when a run starts. */
  Optional<AliasRecord> champion();

  /**
   * The model that a record names.
   *
   * @throws io.tributary.connectors.checkpoint.CheckpointException in one line, when it is gone
   */
  Checkpoint model(AliasRecord which);

  /**
   * The model of a published round, of the run that published last.
   *
   * @throws io.tributary.connectors.checkpoint.CheckpointException in one line, when there is none
   */
  Checkpoint published(long round);

  /** Follows what people say; nothing where nobody can. */
  Optional<Commands> commands();

  /** What people say, as it comes. Used by one thread. */
  interface Commands extends AutoCloseable {

    /** The newest word that was not handed out yet; waits for one for a moment. */
    Optional<AliasRecord> poll();

    @Override
    void close();
  }
}

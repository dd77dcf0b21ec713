package io.tributary.job.score;

import io.tributary.connectors.checkpoint.Checkpoint;
import java.io.Serializable;
import java.util.Optional;

/** Knows which model is to serve. */
public interface ModelSource extends Serializable {

  /** Begins to follow it; the models are used and closed by one thread. */
  Models open();

  /** The models that are to serve, one after the other. */
  interface Models extends AutoCloseable {

    /**
     * The model that is to serve from now on, when it is another than the one before; waits for one
     * for a moment.
     *
     * @throws io.tributary.connectors.checkpoint.CheckpointException when it cannot be had; the
     *     next call looks for the next one
     * @throws io.tributary.connectors.topic.TopicException when the broker refuses to be read
     */
    Optional<Checkpoint> poll();

    @Override
    void close();
  }
}

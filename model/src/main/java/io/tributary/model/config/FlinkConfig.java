package io.tributary.model.config;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the job runs on Flink. Nothing here changes what is learned.
 *
 * @param parallelism of decoding and training
 * @param checkpointInterval how far {@code read_committed} readers may lag behind
 * @param checkpointDir where checkpoints go; null: a temporary folder, gone after the run
 * @param stateBackend which keeps the pending examples; null: on disk for an endless run, on the
 *     heap for a bounded one
 */
public record FlinkConfig(
    int parallelism,
    Duration checkpointInterval,
    @Nullable String checkpointDir,
    @Nullable StateBackend stateBackend)
    implements Serializable {

  /** Where keyed state lives. */
  public enum StateBackend {
    /** On the Java heap. */
    HASHMAP,
    /** On disk. */
    ROCKSDB
  }
}

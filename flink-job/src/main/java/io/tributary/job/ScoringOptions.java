package io.tributary.job;

import io.tributary.connectors.checkpoint.Alias;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one submission of the scoring job runs, beside its configuration.
 *
 * @param alias of the models that answer
 * @param batch requests that are answered together, at most
 * @param linger how long a request waits for others at most
 * @param exactlyOnce whether predictions are committed with Flink's checkpoints; otherwise they are
 *     visible at once, and some may come twice after a failure
 * @param savepointDir where stopping leaves its savepoint; null: in a temporary folder that is
 *     deleted
 * @param restoreFrom a savepoint to go on from, or null
 */
public record ScoringOptions(
    Alias alias,
    int batch,
    Duration linger,
    boolean exactlyOnce,
    @Nullable Path savepointDir,
    @Nullable String restoreFrom) {

  /** Requests that are answered together, at most, unless said otherwise. */
  public static final int BATCH = 256;

  /** How long a request waits for others at most, unless said otherwise. */
  public static final Duration LINGER = Duration.ofMillis(1);

  /** The champion answers, exactly once. */
  public static ScoringOptions standard() {
    return new ScoringOptions(Alias.CHAMPION, BATCH, LINGER, true, null, null);
  }

  /** The same with savepoints. */
  public ScoringOptions with(@Nullable Path newSavepointDir, @Nullable String newRestoreFrom) {
    return new ScoringOptions(alias, batch, linger, exactlyOnce, newSavepointDir, newRestoreFrom);
  }
}

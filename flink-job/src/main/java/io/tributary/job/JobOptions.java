package io.tributary.job;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How one submission runs, beside its configuration.
 *
 * @param bounded whether the run ends with the examples that are in the topics now; partitions that
 *     a restored run was reading to an end already keep it
 * @param savepointDir where stopping leaves its savepoint; null: in a temporary folder that is
 *     deleted
 * @param restoreFrom a savepoint or checkpoint of Flink's to go on from; null: a new run
 * @param warmStart the model that a new run begins with; null: parameters by the seed
 */
public record JobOptions(
    boolean bounded,
    @Nullable Path savepointDir,
    @Nullable String restoreFrom,
    @Nullable WarmStart warmStart) {

  /** Without a model to begin with. */
  public JobOptions(boolean bounded, @Nullable Path savepointDir, @Nullable String restoreFrom) {
    this(bounded, savepointDir, restoreFrom, null);
  }

  /** The same, beginning with a model. */
  public JobOptions startingWith(@Nullable WarmStart model) {
    return new JobOptions(bounded, savepointDir, restoreFrom, model);
  }

  /** Over what the topics hold now, to its end. */
  public static JobOptions toTheEnd() {
    return new JobOptions(true, null, null);
  }

  /** Until stopped. */
  public static JobOptions endless() {
    return new JobOptions(false, null, null);
  }
}

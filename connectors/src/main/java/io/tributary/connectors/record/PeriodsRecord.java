package io.tributary.connectors.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.model.period.TaskPeriods;
import io.tributary.model.period.TaskPeriods.SliceScores;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation at the end of a period tells of one task; {@link TaskPeriods} has the
 * definitions. All values are accuracies, or of a regression RMSEs in the label's units.
 *
 * @param period that has ended, from 1
 * @param anytime mean over all evaluations so far
 * @param forwardTransfer null before the second period
 * @param backwardTransfer null before the second period
 * @param forgetting null before the second period
 * @param slices that are kept, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PeriodsRecord(
    long period,
    @Nullable Double anytime,
    @Nullable Double forwardTransfer,
    @Nullable Double backwardTransfer,
    @Nullable Double forgetting,
    List<SliceRecord> slices) {

  public PeriodsRecord {
    slices = List.copyOf(slices);
  }

  /**
   * One slice of test examples.
   *
   * @param period it was kept in
   * @param examples in it
   * @param initial of the parameters before any training; null for the first period
   * @param before of those before the period; null for the first
   * @param learned of those at its end
   * @param now of the present ones
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SliceRecord(
      long period,
      long examples,
      @Nullable Double initial,
      @Nullable Double before,
      @Nullable Double learned,
      @Nullable Double now) {

    private static SliceRecord of(SliceScores slice) {
      return new SliceRecord(
          slice.period(),
          slice.examples(),
          finite(slice.initial()),
          finite(slice.before()),
          finite(slice.learned()),
          finite(slice.now()));
    }
  }

  /** What is to be told of a task. */
  public static PeriodsRecord of(TaskPeriods task) {
    return new PeriodsRecord(
        task.period(),
        finite(task.anytime()),
        finite(task.forwardTransfer()),
        finite(task.backwardTransfer()),
        finite(task.forgetting()),
        task.slices().stream().map(SliceRecord::of).toList());
  }

  private static @Nullable Double finite(@Nullable Double value) {
    return value != null && Double.isFinite(value) ? value : null;
  }
}

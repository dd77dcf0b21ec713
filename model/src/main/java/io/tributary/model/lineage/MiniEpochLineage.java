package io.tributary.model.lineage;

import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which records one mini-epoch was made of, and how its labels were standardised.
 *
 * @param task name of the task
 * @param miniEpoch number of the mini-epoch
 * @param ranges by topic and partition
 * @param order of training, see {@link Places#order}
 * @param scale of its labels; null when an earlier version wrote it
 * @param replayed the records that were trained on again, in order; null when there are none
 */
public record MiniEpochLineage(
    String task,
    long miniEpoch,
    List<Range> ranges,
    @Nullable String order,
    @Nullable LabelScale scale,
    @Nullable Places replayed) {

  /** Of a mini-epoch that replays nothing. */
  public MiniEpochLineage(
      String task,
      long miniEpoch,
      List<Range> ranges,
      @Nullable String order,
      @Nullable LabelScale scale) {
    this(task, miniEpoch, ranges, order, scale, null);
  }

  public MiniEpochLineage {
    Objects.requireNonNull(task, "task");
    ranges = List.copyOf(ranges);
  }

  /** The lineage of a mini-epoch. */
  public static MiniEpochLineage of(String task, MiniEpoch miniEpoch) {
    Places places = Places.of(miniEpoch.examples());
    return new MiniEpochLineage(
        task,
        miniEpoch.number(),
        places.ranges(),
        places.order(),
        miniEpoch.scale(),
        miniEpoch.replayed().isEmpty() ? null : Places.of(miniEpoch.replayed()));
  }

  /** The records that it replays. */
  public Places replays() {
    return replayed == null ? Places.NONE : replayed;
  }

  /** Its own records. */
  public Places places() {
    return new Places(ranges, order);
  }
}

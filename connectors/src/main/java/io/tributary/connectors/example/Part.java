package io.tributary.connectors.example;

import io.tributary.model.Position;
import io.tributary.model.Split;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a record holds of examples whose features and labels come in records of their own. */
public sealed interface Part {

  /** What the parts of one example have in common. */
  String id();

  /** Where the record stands. */
  Position position();

  /** The same part at another place in the order of training. */
  Part at(Position newPosition);

  /**
   * Features.
   *
   * @param split that the record says, or null
   * @param values one input
   * @param labelled the tasks whose labels the same record holds, by index
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy would cost a pass
  record Features(
      String id, Position position, @Nullable Split split, float[] values, List<Integer> labelled)
      implements Part {
    public Features {
      labelled = List.copyOf(labelled);
    }

    @Override
    public Features at(Position newPosition) {
      return new Features(id, newPosition, split, values, labelled);
    }
  }

  /**
   * Labels.
   *
   * @param split that the record says, or null
   * @param chosen the split where neither record says one
   * @param labels at least one, of one task each
   * @param record as it came, should it have to be set aside
   */
  record Labels(
      String id,
      Position position,
      @Nullable Split split,
      Split chosen,
      List<Label> labels,
      RawRecord record)
      implements Part {
    public Labels {
      labels = List.copyOf(labels);
    }

    @Override
    public Labels at(Position newPosition) {
      return new Labels(id, newPosition, split, chosen, labels, record);
    }

    /** The same record with some of its labels. */
    public Labels with(List<Label> some) {
      return new Labels(id, position, split, chosen, some, record);
    }
  }

  /**
   * A label of one task.
   *
   * @param task its index
   * @param values as {@link io.tributary.model.TaskType#labelLength()} says
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  record Label(int task, float[] values) {}
}

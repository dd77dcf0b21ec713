package io.tributary.model;

/**
 * One labelled input of one task.
 *
 * <p>The arrays are owned by the example and must not be changed; they are not copied. One record
 * with labels for several tasks becomes one example for each of them, sharing the features.
 *
 * @param task index of the task in the order of the configuration
 * @param position where it stands in the log
 * @param split what it is used for
 * @param features the input, row-major, as long as the model's input has elements
 * @param label as {@link TaskType#labelLength()} says: the class index, 0 or 1, n values of 0 or 1,
 *     or a number in the task's own units
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; copying features would cost a pass
public record Example(int task, Position position, Split split, float[] features, float[] label) {

  /** The same example, used for something else. */
  public Example of(Split other) {
    return other == split ? this : new Example(task, position, other, features, label);
  }

  /** The same example at another place in the order of training. */
  public Example at(Position newPosition) {
    return new Example(task, newPosition, split, features, label);
  }
}

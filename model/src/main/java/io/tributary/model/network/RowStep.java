package io.tributary.model.network;

/**
 * How an optimizer moves rows of a table. A row that has had no gradient yet does not move, with
 * any of them: what they remember of it is 0.
 */
public interface RowStep {

  /** Numbers remembered of each parameter; with none, a row without a gradient never moves. */
  int memory();

  /**
   * Begins a step.
   *
   * @param count of steps before it
   * @param weight multiplies what is added to the parameters
   */
  void begin(int count, float weight);

  /**
   * Moves some parameters, and sets their gradient to 0.
   *
   * @param memory what is remembered, {@link #memory} arrays like the parameters; updated
   * @param from the first element
   * @param to one past the last
   */
  void move(float[] parameters, float[] gradient, float[][] memory, int from, int to);
}

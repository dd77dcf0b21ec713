package io.tributary.model.network;

/** How an optimizer moves rows of a table. */
public sealed interface RowStep {

  /**
   * Begins a step.
   *
   * @param count of steps before it
   * @param weight multiplies what is added to the parameters
   */
  void begin(int count, float weight);

  /** One that looks at the present gradient alone: rows without one stay. */
  non-sealed interface Plain extends RowStep {

    /** What the gradient is multiplied by, and then added to the parameters. */
    float factor();
  }

  /**
   * One that goes by earlier gradients, too. A row that has had none yet does not move: what is
   * remembered of it is 0.
   */
  non-sealed interface Remembering extends RowStep {

    /** Numbers remembered of each parameter. */
    int memory();

    /**
     * Moves the first parameters, and sets their gradient to 0.
     *
     * @param memory what is remembered, {@link #memory} arrays like the parameters; updated
     * @param count of parameters
     */
    void move(float[] parameters, float[] gradient, float[][] memory, int count);
  }
}

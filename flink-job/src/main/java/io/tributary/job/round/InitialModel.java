package io.tributary.job.round;

import io.tributary.connectors.checkpoint.Origin;
import io.tributary.model.ParameterLayout;
import java.io.Serializable;

/**
 * A model that a new run begins with. It is loaded where it is needed: parameters are too large for
 * the job graph.
 */
public interface InitialModel extends Serializable {

  /** What it is, as the run's first checkpoint names it. */
  Origin origin();

  /**
   * Its flat parameters.
   *
   * @throws RuntimeException in one line, when it is gone or another one now
   */
  float[] parameters(ParameterLayout layout);
}

package io.tributary.job.round;

import io.tributary.connectors.record.Gap;
import java.io.Serializable;
import java.util.List;

/** Knows which rounds readers of committed records will never see. */
public interface RoundGaps extends Serializable {

  /**
   * Rounds whose records are missing, and that no record tells to be missing.
   *
   * @param run its id
   * @param last newest round whose record was to be committed
   */
  List<Gap> missing(String run, long last);
}

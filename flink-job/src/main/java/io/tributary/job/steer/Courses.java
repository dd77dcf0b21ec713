package io.tributary.job.steer;

import io.tributary.model.config.Configuration;
import io.tributary.model.steering.Steering;

/** Courses of one job, each made once for as long as it lasts. Used by one thread. */
public final class Courses {

  private final Configuration configured;
  private final boolean trainsAuxiliaries;
  private Course last;

  /**
   * Of a job.
   *
   * @param trainsAuxiliaries whether the configured method trains tasks other than the target
   */
  public Courses(Configuration configured, boolean trainsAuxiliaries) {
    this.configured = configured;
    this.trainsAuxiliaries = trainsAuxiliaries;
    this.last = Course.of(configured, trainsAuxiliaries, Steering.NONE);
  }

  /** The course that commands have led to. */
  public Course of(Steering steering) {
    if (!last.steering().equals(steering)) {
      last = Course.of(configured, trainsAuxiliaries, steering);
    }
    return last;
  }
}

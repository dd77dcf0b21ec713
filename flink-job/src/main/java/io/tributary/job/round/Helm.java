package io.tributary.job.round;

import io.tributary.job.steer.Course;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationPrinter;
import io.tributary.model.round.RoundState;
import org.apache.flink.api.common.state.KeyedStateStore;

/**
 * Has commands followed between rounds, and makes all that depends on how rounds run go by what
 * they have changed. To be used in the mailbox alone.
 */
final class Helm {

  private final Steersman steersman;
  private final CombiningWorker worker;
  private final RoundPublisher publisher;
  private final ModelPublishing models;
  private Course course;
  private RoundRecords records;
  private CompletionRule completion;

  Helm(
      Steersman steersman,
      CombiningWorker worker,
      RoundPublisher publisher,
      ModelPublishing models) {
    this.steersman = steersman;
    this.worker = worker;
    this.publisher = publisher;
    this.models = models;
    this.course = steersman.course();
    this.records = new RoundRecords(course.configuration());
    this.completion = completion(course);
  }

  /** Goes on with what commands have made of the configuration so far. */
  void initialize(KeyedStateStore store) throws Exception {
    steersman.initialize(store);
    worker.begin(steersman.course().configuration());
    keepTo(steersman.course());
  }

  /** How rounds run. */
  Course course() {
    return course;
  }

  /** Puts rounds into words. */
  RoundRecords records() {
    return records;
  }

  /** When a round can be combined. */
  CompletionRule completion() {
    return completion;
  }

  /**
   * Follows what waits.
   *
   * @param again runs in the mailbox when something still waits and can go on
   * @return whether a round that is open already is to be begun anew
   */
  boolean follow(RunBooks books, Runnable again) {
    boolean changed = steersman.followAll(books.progress(), again);
    Configuration before = course.configuration();
    keepTo(steersman.course());
    Configuration after = course.configuration();
    if (!after.equals(before)) {
      boolean sameTarget = after.target().index() == before.target().index();
      RoundState next = worker.follow(after, books.progress().learning());
      books
          .progress()
          .follow(next, after.taskNames(), ConfigurationPrinter.learningPart(after), sameTarget);
      if (!sameTarget) {
        models.judgeBy(next.scales().get(after.target().index()));
        books.dev().clear();
      }
    }
    return changed;
  }

  private void keepTo(Course next) {
    course = next;
    publisher.follow(next.configuration());
    models.follow(next.configuration());
    records = new RoundRecords(next.configuration());
    completion = completion(next);
  }

  private static CompletionRule completion(Course course) {
    Configuration configuration = course.configuration();
    return CompletionRule.of(
        configuration.rounds(), course.active(), configuration.target().index());
  }
}

package io.tributary.connectors.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Which published model an alias names, as told on {@code aliases}.
 *
 * @param model name of the model
 * @param alias {@code candidate} or {@code champion}
 * @param run id of the run that published it
 * @param generation of that run
 * @param round the number of rounds behind its parameters
 * @param sha256 of its tensors
 * @param at round at which the job said so; null when a person did
 * @param reason why it is this one, in a word: see {@code docs/topics.md}
 * @param judged how it came out beside the candidate; null where nothing was compared
 * @param held whether no candidate takes its place until a person lets it
 * @param command id of the newest command of a person that it takes into account; of a command its
 *     own; null when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AliasRecord(
    String model,
    String alias,
    String run,
    long generation,
    long round,
    String sha256,
    @Nullable Long at,
    String reason,
    @Nullable Judged judged,
    boolean held,
    @Nullable String command) {

  /**
   * Two models' scores on the same dev examples; the lower, the better.
   *
   * @param measure {@code loss}, weighted by class where the task's classes are, or {@code rmse}
   * @param champion the score of the model that served; null when it is not finite
   * @param candidate that of the new one; null when it is not finite
   * @param examples that both were scored on
   */
  public record Judged(
      String measure, @Nullable Double champion, @Nullable Double candidate, long examples) {}
}

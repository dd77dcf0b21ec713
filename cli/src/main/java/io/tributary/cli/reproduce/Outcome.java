package io.tributary.cli.reproduce;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of running rounds again.
 *
 * @param run of the model
 * @param generation of the model
 * @param round of the model
 * @param reproduced whether it came out bit for bit
 * @param rounds that were run again
 * @param examples that they were made of, the dev window included
 * @param publishedSha256 of the tensors as published
 * @param reproducedSha256 of the tensors as reproduced
 * @param difference where they differ first; absent when they do not
 * @param environment in what this machine differs from the one that published it, by name
 */
public record Outcome(
    String run,
    long generation,
    long round,
    boolean reproduced,
    long rounds,
    long examples,
    String publishedSha256,
    String reproducedSha256,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Difference difference,
    Map<String, Pair> environment) {

  /**
   * One thing in two places.
   *
   * @param published where it was published
   * @param here on this machine
   */
  public record Pair(String published, String here) {}
}

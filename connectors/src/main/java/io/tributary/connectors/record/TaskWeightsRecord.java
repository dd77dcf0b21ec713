package io.tributary.connectors.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.model.lineage.LoggedCommand;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One finished round as told on {@code task-weights}.
 *
 * @param model name of the model
 * @param run id of the run
 * @param generation rises at every restore
 * @param round counted from 1
 * @param method of the weighting
 * @param leader the branch whose parameters are published from now on: learned is the method's own;
 *     absent without shadows
 * @param target name of the target task
 * @param tasks by name, in the order of the configuration
 * @param dev the target's dev window before and after the round
 * @param gap rounds before this one that were found missing from the topic after a restore, if any
 * @param control what commands have made of the round; absent when none hold and none were given
 * @param drift changes of the stream that the round has shown; absent when there are none
 */
public record TaskWeightsRecord(
    String model,
    String run,
    long generation,
    long round,
    String method,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String leader,
    String target,
    Map<String, TaskEntry> tasks,
    Dev dev,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Gap gap,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Control control,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<DriftRecord> drift) {

  /** Of a round that no command has changed, and in which nothing has drifted. */
  public TaskWeightsRecord(
      String model,
      String run,
      long generation,
      long round,
      String method,
      @Nullable String leader,
      String target,
      Map<String, TaskEntry> tasks,
      Dev dev,
      @Nullable Gap gap) {
    this(model, run, generation, round, method, leader, target, tasks, dev, gap, null, null);
  }

  /** Changes of the stream that the round has shown. */
  public List<DriftRecord> drifts() {
    return drift == null ? List.of() : drift;
  }

  /** The same, telling of missing rounds. */
  public TaskWeightsRecord withGap(@Nullable Gap missing) {
    return new TaskWeightsRecord(
        model, run, generation, round, method, leader, target, tasks, dev, missing, control, drift);
  }

  /** The same, telling of changes of the stream. */
  public TaskWeightsRecord withDrifts(List<DriftRecord> drifts) {
    return new TaskWeightsRecord(
        model,
        run,
        generation,
        round,
        method,
        leader,
        target,
        tasks,
        dev,
        gap,
        control,
        drifts.isEmpty() ? null : List.copyOf(drifts));
  }

  /** The same, telling of commands. */
  public TaskWeightsRecord withControl(Steered steered) {
    boolean nothing = steered.equals(Steered.NONE);
    return new TaskWeightsRecord(
        model,
        run,
        generation,
        round,
        method,
        leader,
        target,
        tasks,
        dev,
        gap,
        nothing ? null : Control.of(steered),
        drift);
  }

  /**
   * What commands have made of the round.
   *
   * @param paused tasks that took no part
   * @param retired tasks that take no part any more
   * @param commands those that it is the first to be run with, in their order
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Control(
      @Nullable Set<String> paused,
      @Nullable Set<String> retired,
      @Nullable List<LoggedCommand> commands) {
    private static Control of(Steered steered) {
      return new Control(
          steered.steering().paused(), steered.steering().retired(), steered.commands());
    }
  }

  /**
   * One task's part in the round. What a task without a delta has none of is left out.
   *
   * @param weight used in the next round
   * @param alpha coefficient of its delta
   * @param deltaNorm Euclidean, over trunk and head
   * @param cosineToTarget of its delta and the target's, over the trunk
   * @param contribution −αᵢ⟨g, δᵢ⟩ at α = 1: first-order share of the fall of the target's dev loss
   * @param examples trained on
   * @param lossBefore of its mini-epoch under the round's parameters
   * @param lossAfter of its mini-epoch under the parameters after its training
   * @param guarded why its delta was left out of the round, when it was
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TaskEntry(
      double weight,
      @Nullable Double alpha,
      @Nullable Double deltaNorm,
      @Nullable Double cosineToTarget,
      @Nullable Double contribution,
      long examples,
      @Nullable Double lossBefore,
      @Nullable Double lossAfter,
      @Nullable String guarded) {}

  /**
   * The target's dev window.
   *
   * @param lossBefore under the round's parameters; absent while the window is empty
   * @param lossAfter under the combined parameters
   * @param accuracy under the combined parameters, for tasks that have one
   * @param rmse likewise, for regression
   * @param examples in the window
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Dev(
      @Nullable Double lossBefore,
      @Nullable Double lossAfter,
      @Nullable Double accuracy,
      @Nullable Double rmse,
      long examples) {}
}

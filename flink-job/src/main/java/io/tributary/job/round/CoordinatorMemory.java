package io.tributary.job.round;

import io.tributary.connectors.record.RoundHeader.Guarded;
import io.tributary.connectors.record.RoundHeader.Joins;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.model.LabelScale;
import io.tributary.model.lineage.MiniEpochLineage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the coordinator remembers beside the parameters and the dev window; kept in keyed state.
 * Deltas are not: after a restore they are asked for again.
 *
 * @param run id, minted at a start without state
 * @param generation of the run
 * @param round number of finished rounds
 * @param phase of the run
 * @param tasks names, in the order of the weights
 * @param weights one a task
 * @param weighting what the weighting remembers, by name
 * @param scales of the labels, one a task
 * @param consumed last mini-epoch of each task that a round has taken, by name
 * @param counters examples of each task as its trainer last told, by name
 * @param rejected examples by task in records that cannot be used; "" when the task is not known
 * @param late examples by task in records that were set aside because their window had ended
 * @param guarded what was left out of the rounds
 * @param lineage mini-epochs since the newest published checkpoint, as versions kept them that knew
 *     no ancestry; null since
 * @param devScore of the target's dev window after the newest round, by measure
 * @param parent sha256 of the newest published checkpoint's tensors; null before the first
 * @param published round of the newest published checkpoint, −1 before the first
 * @param ancestry where the parameters come from; null when stored before it was kept
 * @param joins of features and labels that came apart; null when stored before there were such
 * @param bounded whether the run had an end when it was stored; null when stored before that was
 *     kept
 */
record CoordinatorMemory(
    String run,
    long generation,
    long round,
    Phase phase,
    List<String> tasks,
    List<Float> weights,
    Map<String, double[]> weighting,
    List<LabelScale> scales,
    Map<String, Long> consumed,
    Map<String, TaskCounters> counters,
    Map<String, Long> rejected,
    @Nullable Map<String, Long> late,
    @Nullable Guarded guarded,
    @Nullable List<MiniEpochLineage> lineage,
    Map<String, Double> devScore,
    @Nullable String parent,
    long published,
    @Nullable Ancestry ancestry,
    @Nullable Joins joins,
    @Nullable Boolean bounded) {}

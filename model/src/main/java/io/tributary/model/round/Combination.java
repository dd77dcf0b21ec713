package io.tributary.model.round;

import io.tributary.model.evaluation.Score;
import io.tributary.model.round.RoundReport.Share;
import io.tributary.model.weighting.WeightingState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * New parameters and how they came about.
 *
 * @param parameters θ of the next round
 * @param weights of the next round
 * @param state of the weighting
 * @param shares by task, of the deltas that were combined
 * @param guarded by task, why a delta was left out
 * @param leftOut whether all of them were, because together they raised the dev loss too much
 * @param devAfter the dev window under the new parameters
 * @param fallback why the weighting's answer was not used, or null
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Combination(
    float[] parameters,
    float[] weights,
    WeightingState state,
    Map<Integer, Share> shares,
    Map<Integer, String> guarded,
    boolean leftOut,
    Score devAfter,
    @Nullable String fallback) {}

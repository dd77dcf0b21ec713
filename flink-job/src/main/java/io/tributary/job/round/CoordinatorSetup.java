package io.tributary.job.round;

import io.tributary.model.config.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * What the coordinator is told at its start.
 *
 * @param configuration of the job
 * @param bounded whether the input has an end
 * @param trainsAuxiliaries whether tasks other than the target are trained
 * @param generations which have spoken before
 * @param gaps which rounds are missing after a restore
 * @param aliases which model serves
 * @param initialModel what a new run begins with; null: parameters by the seed
 */
record CoordinatorSetup(
    Configuration configuration,
    boolean bounded,
    boolean trainsAuxiliaries,
    GenerationSource generations,
    RoundGaps gaps,
    ModelAliases aliases,
    @Nullable InitialModel initialModel) {}

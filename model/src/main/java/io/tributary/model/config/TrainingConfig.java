package io.tributary.model.config;

import java.io.Serializable;

/**
 * How one delta is computed.
 *
 * @param miniEpoch examples of a mini-epoch
 * @param maxMiniEpoch the newest examples that a task trains on in a round whose mini-epochs are
 *     bounded by time; {@link Integer#MAX_VALUE} when there is no bound
 * @param pending examples of a task that may wait for training before the oldest are given up;
 *     {@link Integer#MAX_VALUE} when there is no bound
 * @param batchSize examples of a mini-batch
 * @param epochs passes over a mini-epoch
 * @param shuffle whether each pass runs in a random order, seeded by (seed, task, mini-epoch
 *     number)
 * @param optimizer of the parameters
 */
public record TrainingConfig(
    int miniEpoch,
    int maxMiniEpoch,
    int pending,
    int batchSize,
    int epochs,
    boolean shuffle,
    OptimizerConfig optimizer)
    implements Serializable {}

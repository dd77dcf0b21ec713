package io.tributary.model.config;

import java.io.Serializable;

/**
 * When models are published, and which of them serves.
 *
 * @param everyRounds a checkpoint and test scores at every n-th round
 * @param tolerance share of the champion's dev score by which that of its successor may be worse;
 *     infinite: every candidate becomes champion
 */
public record PublishConfig(int everyRounds, double tolerance) implements Serializable {}

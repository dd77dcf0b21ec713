package io.tributary.model.round;

/**
 * A finished round.
 *
 * @param state to go on from
 * @param report what happened
 */
public record RoundResult(RoundState state, RoundReport report) {}

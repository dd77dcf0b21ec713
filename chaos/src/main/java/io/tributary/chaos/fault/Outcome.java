package io.tributary.chaos.fault;

/**
 * How a fault went.
 *
 * @param kind of the fault
 * @param description what was struck
 * @param round the newest before it
 * @param generations by how much the generation rose: how often the job was restored
 * @param healedSeconds from the blow until it was put right
 * @param nextRoundSeconds from the blow until the next round after it was put right
 */
public record Outcome(
    FaultKind kind,
    String description,
    long round,
    long generations,
    double healedSeconds,
    double nextRoundSeconds) {}

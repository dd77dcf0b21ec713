package io.tributary.connectors.record;

/**
 * What a round waits for, as told on {@code rounds} while it waits.
 *
 * @param task name of the task that has too few examples
 * @param have examples it has
 * @param need examples of its mini-epoch
 */
public record WaitingRecord(String task, long have, long need) {}

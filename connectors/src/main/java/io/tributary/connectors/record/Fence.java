package io.tributary.connectors.record;

/**
 * What a message belongs to; whatever bears another fence than the current one is ignored.
 *
 * @param run id of the run
 * @param generation of the run
 * @param round the number of rounds behind the parameters that the message is about
 */
public record Fence(String run, long generation, long round) {}

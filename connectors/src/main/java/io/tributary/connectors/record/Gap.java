package io.tributary.connectors.record;

/**
 * Rounds that were learned from but whose records no reader of committed records will ever see.
 *
 * @param from the first of them
 * @param to the last of them
 */
public record Gap(long from, long to) {}

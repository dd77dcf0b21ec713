package io.tributary.connectors.record;

/**
 * Told on {@code rounds} when the target's mini-epoch is complete, under rounds by target.
 *
 * @param endsAt event time of its last example in milliseconds: auxiliary tasks train on what they
 *     hold up to it
 */
public record SpanRecord(long endsAt) {}

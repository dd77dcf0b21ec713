package io.tributary.connectors.record;

/**
 * Told on {@code rounds} when a round's stretch of event time is known: by target once the target's
 * mini-epoch is complete, by time once a window is.
 *
 * @param endsAt its last time in milliseconds: tasks train on what they hold up to it
 */
public record SpanRecord(long endsAt) {}

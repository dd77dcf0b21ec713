package io.tributary.model.lineage;

/**
 * A change of the configuration between two rounds.
 *
 * @param restored whether a restore with another file brought it; otherwise commands did
 * @param configuration the learning part from then on
 */
public record Passage(boolean restored, String configuration) {}

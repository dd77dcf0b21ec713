package io.tributary.model.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * How labels that come apart from their features are joined to them, by {@code id}.
 *
 * @param patience the longest time between the two records, by the times at which they count
 */
public record LabelsConfig(Duration patience) implements Serializable {}

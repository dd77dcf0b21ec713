package io.tributary.model.steering;

/**
 * A task that a command has added.
 *
 * @param task its name
 * @param entry what would stand under its name in the file, as YAML
 */
public record Addition(String task, String entry) {}

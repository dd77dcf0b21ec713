package io.tributary.model;

import java.io.Serializable;

/**
 * One supervised problem with its own head.
 *
 * @param index its place in the order of the configuration, from 0
 * @param name what records call it
 * @param type what it predicts
 * @param target whether it is the task that all others serve
 */
public record Task(int index, String name, TaskType type, boolean target) implements Serializable {}

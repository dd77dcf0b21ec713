package io.tributary.benchmarks.continual;

/**
 * A part of a stream in which nothing changes.
 *
 * @param rounds that it lasts
 * @param target concept of the target
 * @param side concept of the other task
 */
record Phase(int rounds, int target, int side) {}

/**
 * Compares methods: streams, seeds, tuning, runs through the model layer, and what came of them.
 */
@NullMarked
package io.tributary.benchmarks.suite;

import org.jspecify.annotations.NullMarked;

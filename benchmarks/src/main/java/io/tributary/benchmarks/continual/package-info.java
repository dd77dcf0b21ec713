/** Drift detectors, their reactions and memory on streams that change. */
@NullMarked
package io.tributary.benchmarks.continual;

import org.jspecify.annotations.NullMarked;

/** Drift detectors, their reactions and memory on streams whose changes are known. */
@NullMarked
package io.tributary.benchmarks.continual;

import org.jspecify.annotations.NullMarked;

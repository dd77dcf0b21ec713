/** Measurements of the whole program, each started by one command. */
@NullMarked
package io.tributary.benchmarks;

import org.jspecify.annotations.NullMarked;

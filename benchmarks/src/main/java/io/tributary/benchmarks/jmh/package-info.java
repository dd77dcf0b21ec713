/** Small parts measured one by one, by JMH: decoding, algebra of deltas, tuning, safetensors. */
@NullMarked
package io.tributary.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;

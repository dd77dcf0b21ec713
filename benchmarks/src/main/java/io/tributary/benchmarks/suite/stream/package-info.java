/** The streams that methods are compared on. */
@NullMarked
package io.tributary.benchmarks.suite.stream;

import org.jspecify.annotations.NullMarked;

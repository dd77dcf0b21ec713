/** Brokers whose life JUnit keeps, and what stands in for a schema registry. */
@NullMarked
package io.tributary.embedded.junit;

import org.jspecify.annotations.NullMarked;

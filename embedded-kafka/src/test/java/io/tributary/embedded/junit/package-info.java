/** Brokers whose life JUnit keeps. */
@NullMarked
package io.tributary.embedded.junit;

import org.jspecify.annotations.NullMarked;

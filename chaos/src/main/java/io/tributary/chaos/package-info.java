/** The suite of faults, and the measurement of how long recovery takes. */
@NullMarked
package io.tributary.chaos;

import org.jspecify.annotations.NullMarked;

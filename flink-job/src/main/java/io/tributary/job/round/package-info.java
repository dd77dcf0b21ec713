/** The operator that combines a round's deltas and publishes the outcome. */
@NullMarked
package io.tributary.job.round;

import org.jspecify.annotations.NullMarked;

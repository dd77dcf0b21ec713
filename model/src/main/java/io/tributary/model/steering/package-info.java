/** Steering a running model: commands, and what they make of it. */
@NullMarked
package io.tributary.model.steering;

import org.jspecify.annotations.NullMarked;

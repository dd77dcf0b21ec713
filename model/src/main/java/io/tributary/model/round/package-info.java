/** One round of learning: deltas in, new parameters and task weights out. */
@NullMarked
package io.tributary.model.round;

import org.jspecify.annotations.NullMarked;

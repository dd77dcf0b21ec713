/** Whether one way of learning is better than another: differences paired by seed, and verdicts. */
@NullMarked
package io.tributary.model.comparison;

import org.jspecify.annotations.NullMarked;

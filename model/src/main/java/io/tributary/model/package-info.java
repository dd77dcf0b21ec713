/** The values every part speaks in: tasks, examples, mini-epochs, parameters and deltas. */
@NullMarked
package io.tributary.model;

import org.jspecify.annotations.NullMarked;

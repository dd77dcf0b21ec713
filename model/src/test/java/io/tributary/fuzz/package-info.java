/** Mutates valid inputs at random and watches what readers make of them. */
@NullMarked
package io.tributary.fuzz;

import org.jspecify.annotations.NullMarked;

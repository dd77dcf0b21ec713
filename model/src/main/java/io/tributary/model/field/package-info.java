/** Named inputs: what a field holds, and the row of floats that a record's fields become. */
@NullMarked
package io.tributary.model.field;

import org.jspecify.annotations.NullMarked;

/** Scores on test examples of earlier periods of a run: what is kept, forgotten and transferred. */
@NullMarked
package io.tributary.model.period;

import org.jspecify.annotations.NullMarked;

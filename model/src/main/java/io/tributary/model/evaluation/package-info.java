/** Scores of predictions. */
@NullMarked
package io.tributary.model.evaluation;

import org.jspecify.annotations.NullMarked;

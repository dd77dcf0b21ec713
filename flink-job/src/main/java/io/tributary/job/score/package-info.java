/** Answers requests with the model that serves. */
@NullMarked
package io.tributary.job.score;

import org.jspecify.annotations.NullMarked;

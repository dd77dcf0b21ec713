/** Joins labels to features that come in records of their own, by id. */
@NullMarked
package io.tributary.job.join;

import org.jspecify.annotations.NullMarked;

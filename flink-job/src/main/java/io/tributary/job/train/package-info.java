/** Mini-epochs in keyed state, and the operator that trains them. */
@NullMarked
package io.tributary.job.train;

import org.jspecify.annotations.NullMarked;

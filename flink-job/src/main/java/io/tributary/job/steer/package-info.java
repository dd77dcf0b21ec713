/** How rounds run once commands have been given. */
@NullMarked
package io.tributary.job.steer;

import org.jspecify.annotations.NullMarked;

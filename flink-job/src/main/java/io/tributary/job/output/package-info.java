/** How outputs reach Kafka exactly once. */
@NullMarked
package io.tributary.job.output;

import org.jspecify.annotations.NullMarked;

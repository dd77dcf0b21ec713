/** What the job tells Flink's metric reporters. */
@NullMarked
package io.tributary.job.metrics;

import org.jspecify.annotations.NullMarked;

/** Tumbling windows of event time. */
@NullMarked
package io.tributary.job.window;

import org.jspecify.annotations.NullMarked;

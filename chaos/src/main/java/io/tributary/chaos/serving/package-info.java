/** Requests to the scoring job, and what comes back. */
@NullMarked
package io.tributary.chaos.serving;

import org.jspecify.annotations.NullMarked;

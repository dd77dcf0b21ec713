/** What trainers and the coordinator tell each other. */
@NullMarked
package io.tributary.job.message;

import org.jspecify.annotations.NullMarked;

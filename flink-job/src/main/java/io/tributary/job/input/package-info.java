/** From records to examples: decoding, event time, rejects. */
@NullMarked
package io.tributary.job.input;

import org.jspecify.annotations.NullMarked;

/** Tells when a stream of numbers has changed. */
@NullMarked
package io.tributary.model.drift;

import org.jspecify.annotations.NullMarked;

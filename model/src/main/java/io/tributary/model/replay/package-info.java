/** Which examples are kept to be trained on again, and when. */
@NullMarked
package io.tributary.model.replay;

import org.jspecify.annotations.NullMarked;

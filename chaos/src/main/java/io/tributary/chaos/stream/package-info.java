/** The stream that is fed while the faults strike, and the topic that tells how rounds go on. */
@NullMarked
package io.tributary.chaos.stream;

import org.jspecify.annotations.NullMarked;

/** Java programs as processes of their own: for tests that kill, stop and start them. */
@NullMarked
package io.tributary.embedded.process;

import org.jspecify.annotations.NullMarked;

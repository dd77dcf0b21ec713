/** How long it takes from a kill to the next round, and where the time goes. */
@NullMarked
package io.tributary.chaos.recovery;

import org.jspecify.annotations.NullMarked;
